#!/bin/sh
# Rebuilds static/vendor from npm packages. For maintainers only; docs/vendoring.md explains it.
set -eu

GOVUK_FRONTEND=6.6.0
SASS=1.108.2
ESBUILD=0.28.2
FONTS=5.3.0

here=$(cd "$(dirname "$0")" && pwd)
vendor="$here/../static/vendor"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund \
  "govuk-frontend@$GOVUK_FRONTEND" "sass@$SASS" "esbuild@$ESBUILD" \
  "@fontsource-variable/atkinson-hyperlegible-next@$FONTS" \
  "@fontsource-variable/bricolage-grotesque@$FONTS"

rm -rf "$vendor"
mkdir -p "$vendor/govuk-frontend" "$vendor/fonts"

cp "$here/govuk-frontend.scss" "$here/govuk-frontend.mjs" .
npx sass --style=compressed --no-source-map --no-charset --load-path=node_modules \
  govuk-frontend.scss "$vendor/govuk-frontend/govuk-frontend.min.css"
npx esbuild govuk-frontend.mjs --bundle --minify --format=esm --legal-comments=none \
  --log-level=warning --outfile="$vendor/govuk-frontend/govuk-frontend.min.js"
echo "$GOVUK_FRONTEND" >"$vendor/govuk-frontend/VERSION"
cp "$here/govuk-frontend-LICENSE.txt" "$vendor/govuk-frontend/LICENSE"

for font in atkinson-hyperlegible-next bricolage-grotesque; do
  package="node_modules/@fontsource-variable/$font"
  cp "$package/files/$font-latin-wght-normal.woff2" "$vendor/fonts/$font.woff2"
  cp "$package/LICENSE" "$vendor/fonts/$font-LICENSE.txt"
done
echo "$FONTS" >"$vendor/fonts/VERSION"

for folder in govuk-frontend fonts; do
  cd "$vendor/$folder"
  for file in *; do
    [ "$file" = SHA256SUMS ] || sha256sum "$file"
  done >"$work/sums"
  cp "$work/sums" SHA256SUMS
done
