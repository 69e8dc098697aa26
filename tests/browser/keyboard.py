"""Going through a page with the keyboard alone."""


def focused(page):
    return page.evaluate("document.activeElement.name || document.activeElement.innerText")


def tab_to(page, name, at_most=40):
    """Press Tab until the control of this name, or with these words on it, has the focus."""
    for _ in range(at_most):
        if focused(page).strip() == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def type_into(page, name, words):
    tab_to(page, name)
    page.keyboard.type(words)


def press(page, name):
    """Go to the button or link with these words, and press Enter on it."""
    tab_to(page, name)
    page.keyboard.press("Enter")
