"""Going through a page with the keyboard alone."""


def focused(page):
    return page.evaluate("document.activeElement.name || document.activeElement.innerText")


def tab_to(page, name, at_most=40):
    """Press Tab until the control of this name, or with these words on it, has the focus."""
    for _ in range(at_most):
        words = page.evaluate("document.activeElement.innerText || ''")
        if name in {focused(page).strip(), words.strip()}:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def type_into(page, name, words):
    tab_to(page, name)
    page.keyboard.type(words)


def press(page, name):
    """Go to the button or link with these words, and to the page where Enter on it leads."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
