// The few components whose behaviour the site uses. Every page works without them.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { NotificationBanner } from "govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs";
import { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";
import { createAll } from "govuk-frontend/dist/govuk/init.mjs";

for (const component of [ErrorSummary, NotificationBanner, PasswordInput, SkipLink]) {
  createAll(component);
}
// A second click within a second on "cast" or "send" is a slip, not a second act.
createAll(Button, { preventDoubleClick: true });
