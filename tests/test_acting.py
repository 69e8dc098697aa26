"""Views act in one way, `assembly.core.acting`: a second way to do what it does is found here."""

import ast
from pathlib import Path

import pytest

from assembly.core.rules import Refusal

ROOT = Path(__file__).parents[1]
# Module -> why it reads the request or answers a refusal itself.
ALLOWED = {
    "assembly/core/acting.py": "the one way",
    "assembly/core/middleware.py": "refusals of Wagtail's own views; methods of the whole site",
    "assembly/core/late_forms.py": "middleware: forms that came too late, whichever view they were for",
    "assembly/core/page_cache.py": "middleware: caches what was asked for with GET",
    "assembly/core/logs.py": "writes the method into the log",
    "assembly/accounts/adapter.py": "allauth's own views ask it for their messages",
    "assembly/accounts/middleware.py": "sends people to set up a second factor, whichever view they wanted",
    "assembly/consultations/wagtail_hooks.py": "Wagtail's editor, whose buttons are told apart by their names",
    "assembly/api.py": "answers of the open data, which take no form",
}
MODULES = [
    path
    for app in ("assembly", "elections", "forums", "home")
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts and str(path.relative_to(ROOT)) not in ALLOWED
]


# What is raised and is no sentence for the person who acts, with the reason.
OTHER_ERRORS = {
    "BadInput": "of the two commands that run without Django",
    "CountingError": "the count knows nothing of the site; services turn it into a refusal",
    "KeyIsClosed": "the operator's, in the log",
    "NotUnderstood": "carries a form, which is shown with what is wrong",
    "NotSent": "the operator's, in the log; the person gets a page of its own",
    "ReceiptError": "runs without Django too; its form turns it into an error of the field",
    "ShareError": "runs without Django too; services turn it into a refusal",
    "StatementError": "runs without Django too; its form turns it into an error of the field",
    "TamperedBallot": "noted as what was found",
}
BUILT_IN = {"Exception", "ValueError", "RuntimeError", "TypeError", "LookupError", "KeyError"}


def is_of_request(node: ast.AST, name: str) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == name
        and isinstance(node.value, ast.Name)
        and node.value.id == "request"
    )


def names_a_refusal(node: ast.ExceptHandler) -> bool:
    caught = (
        {one.id for one in ast.walk(node.type) if isinstance(one, ast.Name)} if node.type else set()
    )
    return bool(caught & REFUSALS)


def all_of(kind: type) -> set[str]:
    return {kind.__name__}.union(*(all_of(each) for each in kind.__subclasses__()))


REFUSALS = all_of(Refusal)
SAYING = {"success", "error", "info", "warning", "add_message"}


def knows_requests(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.arg) and node.arg == "request" for node in ast.walk(tree))


def asks_what_was_sent(node: ast.AST) -> bool:
    match node:
        case ast.Compare():
            return any(is_of_request(one, "method") for one in [node.left, *node.comparators])
        case ast.If():
            asked = [node.test]
        case ast.Match():
            asked = [node.subject]
        case _:
            return False
    return any(is_of_request(one, "method") or is_of_request(one, "POST") for one in asked)


def binds(node: ast.AST) -> bool:
    match node:
        case ast.BoolOp() | ast.IfExp():
            given = list(ast.iter_child_nodes(node))
        case ast.Call() if "form" in ast.unparse(node.func).lower():
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
        case _:
            return False
    return any(is_of_request(one, "POST") or is_of_request(one, "FILES") for one in given)


def is_posted(node: ast.AST, names: set[str]) -> bool:
    """Whether what was sent stands in an expression: the request's, or a name that was given it."""
    return any(
        is_of_request(one, "POST")
        or (isinstance(one, ast.Name) and one.id in names)
        or (isinstance(one, ast.Call) and ast.unparse(one.func) == "sent")
        for one in ast.walk(node)
    )


def names_of_what_was_sent(tree: ast.AST) -> set[str]:
    given: list[tuple[ast.expr, ast.expr]] = []
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name() as name], value=value):
                given.append((name, value))
            case ast.NamedExpr(target=name, value=value):
                given.append((name, value))
    values = {name.id for name, value in given if is_read(value, set())}
    return values | {name.id for name, value in given if is_read(value, values)}


def is_read(value: ast.AST, names: set[str]) -> bool:
    """All that was sent, or one value of it as it was sent."""
    match value:
        case ast.Call(func=ast.Attribute(value=of)) | ast.Subscript(value=of):
            return is_read(of, names)
        case ast.BoolOp(values=[first, *_]):
            return is_read(first, names)
        case ast.Call(func=ast.Name(id="sent")):
            return True
        case ast.Name(id=name):
            return name in names
    return is_of_request(value, "POST")


def is_words(node: ast.AST) -> bool:
    return any(
        isinstance(one, ast.Constant) and isinstance(one.value, str) for one in ast.walk(node)
    )


def is_a_value(node: ast.AST, names: set[str]) -> bool:
    """One value of what was sent, by a name that the code knows."""
    match node:
        case ast.Call(func=ast.Attribute(attr="get", value=of), args=[name, *_]):
            return is_read(of, names) and is_words(name)
        case ast.Subscript(value=of, slice=name):
            return is_read(of, names) and is_words(name)
    return False


def tells_buttons(node: ast.AST, names: set[str]) -> bool:
    match node:
        case ast.Compare():
            sides = [node.left, *node.comparators]
            by_words = any(is_posted(one, names) for one in sides) and any(
                is_words(one) and not is_a_value(one, names) for one in sides
            )
            by_form = any(
                isinstance(one, ast.Call)
                and ast.unparse(one.func) == "sent"
                and len(one.args) + len(one.keywords) > 1
                for one in sides
            )
            return by_words or by_form
        case ast.If() | ast.IfExp():
            return is_a_value(node.test, names)
        case ast.BoolOp():
            return any(is_a_value(one, names) for one in node.values)
        case ast.Match():
            return is_posted(node.subject, names)
        case ast.Call(func=ast.Attribute(attr="get"), args=[key, *_]) | ast.Subscript(slice=key):
            return is_a_value(key, names)
    return False


def says(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="messages"), attr=how)):
            return how in SAYING
        case ast.ImportFrom(module="django.contrib.messages"):
            return True
    return False


def own_ways(source: str) -> list[str]:
    tree = ast.parse(source)
    found = []
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        names = names_of_what_was_sent(function)
        found += [
            f"{node.lineno}: tells buttons apart; use act_by_button"
            for node in ast.walk(function)
            if tells_buttons(node, names)
        ]
    for node in ast.walk(tree):
        if asks_what_was_sent(node):
            found.append(f"{node.lineno}: asks what was sent; use act_if_sent or sent")
        if binds(node):
            found.append(f"{node.lineno}: binds what was sent; use form_of")
        if says(node):
            found.append(f"{node.lineno}: says what came of an act; use act, act_by_form or say_no")
        if isinstance(node, ast.ExceptHandler) and names_a_refusal(node) and knows_requests(tree):
            found.append(f"{node.lineno}: catches a refusal; use act or act_by_form")
    return found


@pytest.mark.parametrize(
    "source",
    [
        'def view(request):\n    if request.method == "POST":\n        pass',
        "def view(request):\n    form = Form(request.POST or None)",
        "def view(request):\n    form = Form(request.POST)",
        'def view(request):\n    form = Form(request.POST if request.method == "POST" else None)',
        'def view(request):\n    messages.success(request, "Done.")',
        "def view(request):\n    try:\n        act()\n    except (RuleBroken, ValueError):\n        pass",
        "def view(request):\n    try:\n        act()\n    except Refusal:\n        pass",
        "def view(request):\n    form = Form(data=request.POST)",
        "def view(request):\n    if request.POST:\n        pass",
        "def view(request):\n    match request.method:\n        case _:\n            pass",
        'def view(request):\n    messages.warning(request, "Done.")',
        "from django.contrib.messages import success",
        'def view(request):\n    if request.POST.get("act") == "remove":\n        pass',
        'def view(request):\n    if "save" in request.POST:\n        pass',
        'def view(request):\n    if request.POST.get("save"):\n        pass',
        'def view(request):\n    return ok() if request.POST["act"] == "go" and more else no()',
        'def view(request):\n    step = request.POST.get("step")\n    if step in {"a", "b"}:\n        pass',
        'def view(request):\n    data = sent(request)\n    return a() if data.get("step") == "a" else b()',
        'def view(request):\n    data = sent(request)\n    if data and "save" in data:\n        pass',
        'def view(request):\n    step = request.POST.get("step")\n    return PAGES[step]()'
        "\n    match step:\n        case _:\n            pass",
        'def view(request):\n    return PAGES[request.POST["step"]]()',
        'def view(request):\n    forms.get(request.POST.get("step", ""))',
        'def view(request):\n    if sent(request, "send", "step") is not None:\n        pass',
    ],
)
def test_every_other_way_is_found(source):
    assert own_ways(source)


@pytest.mark.parametrize(
    "source",
    [
        "def view(request):\n    if sent(request) is None:\n        pass",
        'def view(request):\n    key = key_in(request.POST.get("key", ""))\n    if 1 <= key <= 9:\n        pass',
        "def view(request):\n    data = sent(request) or request.GET\n    if data is None:\n        pass",
        'def view(request):\n    shown = request.POST.get("shown", "")\n    confirm(shown=shown)',
    ],
)
def test_what_is_no_button_may_be_read(source):
    assert not own_ways(source)


def test_views_act_in_one_way():
    found = {
        str(path.relative_to(ROOT)): ways
        for path in MODULES
        if (ways := own_ways(path.read_text()))
    }
    assert not found


def test_a_sentence_for_a_person_is_a_refusal():
    found = {
        node.name
        for path in [*MODULES, *(ROOT / name for name in ALLOWED), ROOT / "assembly/core/rules.py"]
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id in BUILT_IN for base in node.bases)
    }
    assert found == {"Refusal", *OTHER_ERRORS}


def test_every_exception_is_needed():
    assert [name for name in ALLOWED if not own_ways((ROOT / name).read_text())] == []
