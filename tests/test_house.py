"""The house keeps its order: imports run one way, and each kind of work has its room."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from canvas.shipped import shipped

ROOT = shipped(".").resolve()
FILES = sorted([ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "canvas").rglob("*.py")])
NAMES = [path.relative_to(ROOT).as_posix() for path in FILES]

# Who may import what, room by room, from the bottom up; within its own room anything goes, but for the screens.
GROUND = {"access", "colours", "errors", "method", "shipped", "speech", "regular_files", "limited_process"}
CORE = GROUND | {"guides", "store"}
KNOWING = CORE | {"capture", "analysis", "charts", "exchange", "report"}
MAY_IMPORT = {
    "__init__": set(),
    "errors": set(),
    "shipped": set(),
    "regular_files": {"errors"},
    "access": {"errors"},  # rules alone: who may be shown what
    "limited_process": {"errors"},  # starts itself anew, and imports there what it is asked to do
    "method": {"errors", "shipped"},
    "colours": {"errors"},
    "speech": {"errors", "method"},
    "guides": GROUND,
    "store": GROUND,
    "capture": CORE,
    "analysis": CORE | {"capture"},
    "charts": CORE | {"capture", "analysis"},
    "exchange": CORE | {"capture", "analysis"},
    "report": CORE | {"capture", "analysis", "__init__"},  # a file says which version wrote it
    "bench": CORE
    | {"capture", "analysis", "exchange", "report", "read_models"},  # times what the screens ask, without them
    "read_models": CORE | {"capture", "analysis", "report"},
    "web": CORE | {"capture", "exchange"},  # answers what a page asks outside a run of its screen
    "ui": KNOWING | {"web", "read_models"},
    "screens": KNOWING | {"web", "ui", "read_models"},
    "server": CORE | {"ui", "web"},
    "commands": CORE | {"exchange", "report"},
    "cli": KNOWING | {"commands"} | {"bench", "server", "__init__", "read_models"},
    "pages": KNOWING | {"ui", "screens", "read_models"},
}
AROUND_EVERY_SCREEN = {"canvas/screens/topbar.py"}  # stands above all screens, and may know them as app.py does
DATABASES = {"sqlalchemy", "sqlite3", "pysqlite3", "sqlite_utils", "alembic", "psycopg", "duckdb"}
SQL = re.compile(
    r"\s*(SELECT\s.*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|PRAGMA\s|CREATE\s+(TABLE|INDEX)\s|DROP\s+TABLE\s)",
    re.IGNORECASE | re.DOTALL,
)


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((ROOT / name).read_text("utf-8"), name)


def room(name: str) -> str:
    """The room of a file: store for canvas/store/counts/cells.py, cli for canvas/cli.py, pages for app.py."""
    parts = Path(name).with_suffix("").parts
    return parts[1] if parts[0] == "canvas" else "pages"


def imported(source: ast.AST) -> Iterator[str]:
    """Full names of everything imported anywhere in it, inside functions too."""
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports are written in full"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in (
            "__import__",
            "importlib.import_module",
            "import_module",
        ):
            yield ast.literal_eval(node.args[0])


def rooms_used(source: ast.AST) -> set[str]:
    """The rooms of the house that it imports from."""
    used = set()
    for name in imported(source):
        parts = name.split(".")
        if parts[0] == "canvas" and len(parts) > 1:
            used.add(parts[1] if parts[1] in MAY_IMPORT else "__init__")
        elif parts[0] in ("pages", "app"):
            used.add("pages")
    return used


def test_the_reader_of_imports_sees_every_way_of_importing():
    source = ast.parse(
        "import canvas.store.counts.cells\nfrom canvas import method\nfrom canvas.ui.words import _\n"
        "def late():\n    from canvas.charts import draw\n    import_module('canvas.exchange')\n"
        "from canvas import __version__\nfrom pages import overview\n"
    )
    assert rooms_used(source) == {"store", "method", "ui", "charts", "exchange", "__init__", "pages"}


def test_every_room_is_known_here():
    assert {room(name) for name in NAMES} <= MAY_IMPORT.keys()
    assert len(NAMES) > 300


def test_imports_run_one_way():
    wrong = {name: rooms_used(tree(name)) - {room(name)} - MAY_IMPORT[room(name)] for name in NAMES}
    assert {name: rooms for name, rooms in wrong.items() if rooms} == {}


def screen_of(name: str) -> str:
    """The screen a file belongs to: notes for canvas/screens/notes/grid.py, "" for what belongs to none."""
    parts = Path(name).parts
    return parts[2] if parts[:2] == ("canvas", "screens") and len(parts) > 3 else ""


def test_no_screen_imports_another():
    arrows = [
        (name, other)
        for name in NAMES
        if room(name) == "screens" and name not in AROUND_EVERY_SCREEN
        for other in imports_between()[name]
        if screen_of(other) not in ("", screen_of(name)) or other in AROUND_EVERY_SCREEN
    ]
    assert arrows == []


@cache
def imports_between() -> dict[str, set[str]]:
    """For each file the files of the house that it imports, also late or for a type checker alone."""
    modules = {name.removesuffix(".py").removesuffix("/__init__").replace("/", "."): name for name in NAMES}
    arrows = {}
    for name in NAMES:
        used = {modules[full] for full in imported(tree(name)) if full in modules}
        # `from canvas.store import notes` imports the room only to reach what is in it
        rooms = {other for other in used if other.endswith("/__init__.py") and reached_through(tree(name), other)}
        arrows[name] = used - rooms - {name}
    return arrows


def reached_through(source: ast.Module, package: str) -> bool:
    """Whether everything it imports from a package is a module of that package."""
    dotted, folder = package.removesuffix("/__init__.py").replace("/", "."), (ROOT / package).parent
    names = [
        alias.name
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom) and node.module == dotted
        for alias in node.names
    ]
    return all((folder / f"{name}.py").exists() or (folder / name).is_dir() for name in names)


def circles(arrows: dict[str, set[str]]) -> list[set[str]]:
    """The groups of files that reach each other along the arrows, found by taking away what reaches nothing."""
    left = {name: others & arrows.keys() for name, others in arrows.items()}
    while True:
        ends = {name for name, others in left.items() if not others}
        starts = left.keys() - set().union(*left.values()) if left else set()
        if not ends | starts:
            return [set(left)] if left else []
        left = {name: others - ends - starts for name, others in left.items() if name not in ends | starts}


def test_no_module_reaches_itself_through_others():
    assert circles(imports_between()) == []


def test_a_circle_would_be_seen():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == [{"b", "c"}]
    assert circles({"a": {"b"}, "b": {"c"}, "c": set()}) == []


def test_each_library_has_its_room():
    for name in NAMES:
        used, own = {full_name.split(".")[0] for full_name in imported(tree(name))}, room(name)
        if own not in ("pages", "ui", "screens", "server"):
            assert "streamlit" not in used, name
        if own != "charts":
            assert "plotly" not in used, name
        if own == "store":
            assert not used & {"pandas", "numpy"}, name
        else:
            assert not used & DATABASES, name


def test_sql_has_one_home():
    for name in NAMES:
        if room(name) == "store":
            continue
        nodes = list(ast.walk(tree(name)))
        texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        assert [text for text in texts if SQL.match(text)] == [], name
        assert not [node for node in nodes if isinstance(node, ast.Attribute) and node.attr == "exec_driver_sql"], name


@pytest.mark.parametrize(
    "text",
    ["select id from note", "\n  UPDATE note SET x = 1", "PRAGMA foreign_keys = ON", "Delete from note"],
)
def test_sql_would_be_recognised(text):
    assert SQL.match(text)


@pytest.mark.parametrize("text", ["Select a block from the list"[:14], "Update the note", "Delete nothing"])
def test_words_on_a_screen_are_not_taken_for_sql(text):
    assert not SQL.match(text)


def test_no_screen_lets_html_of_users_through():
    assert [name for name in NAMES if "unsafe_allow_html" in (ROOT / name).read_text("utf-8")] == []


SCREENS = [
    name for name in NAMES if room(name) in ("ui", "screens", "pages") and not name.endswith("plain_streamlit.py")
]
OF_NO_TEXT = ("streamlit.components.", "streamlit.runtime.", "streamlit.util")


def past_the_plain_way(source: ast.AST) -> list[str]:
    """What of Streamlit it takes by another way than `plain_streamlit`, where Markdown would be read."""
    return [name for name in imported(source) if name.split(".")[0] == "streamlit" and not name.startswith(OF_NO_TEXT)]


def test_every_text_of_a_screen_goes_the_plain_way():
    wrong = {name: past_the_plain_way(tree(name)) for name in SCREENS}
    assert {name: names for name, names in wrong.items() if names} == {}, (
        "write `from canvas.ui import plain_streamlit as st` instead"
    )


@pytest.mark.parametrize(
    "planted",
    [
        "import streamlit as st\nst.toast(name)",
        "def late():\n    from streamlit import toast",
        "from streamlit.delta_generator import DeltaGenerator",
        "__import__('streamlit').toast(name)",
    ],
)
def test_a_text_past_the_plain_way_would_be_seen(planted):
    assert past_the_plain_way(ast.parse(planted))


def test_nothing_is_made_plain_twice():
    by_hand = [name for name in SCREENS if re.search(r"\bsay\.plain\(|\bas_typed\(", (ROOT / name).read_text("utf-8"))]
    assert by_hand == [], "plain_streamlit does it already: a second time shows backslashes"


SCRIPTS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "canvas").rglob("*.js"))
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|setHTML|srcdoc|"
    r"\beval\b|new Function|javascript:|setAttribute\(['\"]on"
)


def test_no_script_of_ours_reads_a_text_as_markup():
    wrong = {name: MARKUP.findall((ROOT / name).read_text("utf-8")) for name in SCRIPTS}
    assert {name: signs for name, signs in wrong.items() if signs} == {}, "write textContent"


@pytest.mark.parametrize("planted", ["node.innerHTML = text", "row.insertAdjacentHTML('beforeend', text)"])
def test_a_text_read_as_markup_would_be_seen(planted):
    assert SCRIPTS
    assert MARKUP.search(planted)


PAGES = [name for name in NAMES if name.startswith("pages/")]


def test_every_page_opens_before_it_does_anything_else():
    for name in PAGES:
        body = [node for node in tree(name).body if not isinstance(node, ast.Import | ast.ImportFrom)]
        words, first = body[0], body[1]
        assert isinstance(words, ast.Expr), name
        assert isinstance(words.value, ast.Constant), name
        assert isinstance(first, ast.Assign | ast.Expr), name
        assert isinstance(first.value, ast.Call), name
        assert ast.unparse(first.value.func) == "open_page", name


def test_a_page_is_a_table_of_contents():
    assert len(PAGES) >= 15
    assert {name: lines for name in PAGES if (lines := len((ROOT / name).read_text("utf-8").splitlines())) > 60} == {}


OPENS_A_READING = "canvas/ui/page.py"  # `page.read` alone: what a screen asks stands in canvas/read_models


def opens_a_reading(source: ast.AST) -> bool:
    """Whether it opens a reading of a study by itself, in whatever it calls the study."""
    attributes = (node for node in ast.walk(source) if isinstance(node, ast.Attribute))
    return any(node.attr == "reading" for node in attributes)


def test_what_a_screen_asks_stands_in_a_read_model():
    by_themselves = {name for name in SCREENS if opens_a_reading(tree(name))}
    assert by_themselves == {OPENS_A_READING}, "write `page.read(<a function of canvas.read_models>, …)` instead"


@pytest.mark.parametrize(
    "planted",
    [
        "with page.study.reading() as connection:\n    moments.waves(connection)",
        "def late(opened):\n    with ExitStack() as stack:\n        stack.enter_context(opened.reading())",
        "read = study.reading\nwith read() as connection:\n    pass",
    ],
)
def test_a_reading_in_a_screen_would_be_seen(planted):
    assert opens_a_reading(ast.parse(planted))
    assert not opens_a_reading(ast.parse("reading.questions(page.study)"))


def test_a_style_or_script_of_a_component_has_a_name_of_its_own():
    files = [path for room_ in ("ui", "screens") for path in (ROOT / "canvas" / room_).glob("**/assets/*.*")]
    names = [path.name for path in files]
    assert len(names) >= 49
    assert len(names) == len(set(names))


def test_a_module_of_a_screen_has_a_name_of_its_own():
    names = [Path(name).name for name in NAMES if room(name) in ("ui", "screens") and not name.endswith("/__init__.py")]
    assert {name for name in names if names.count(name) > 1} == set()


def public(name: str) -> Iterator[tuple[str, ast.AST]]:
    def within(body: list[ast.stmt], above: str) -> Iterator[tuple[str, ast.AST]]:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith(
                "_"
            ):
                yield f"{above}{node.name}", node
                if isinstance(node, ast.ClassDef):
                    yield from within(node.body, f"{above}{node.name}.")

    return within(tree(name).body, "")


OVERRIDES = {"Commands.parse_args", "Commands.invoke"}  # click's own, explained by click


def test_every_public_function_and_class_says_what_it_does():
    silent = [
        (name, called)
        for name in NAMES
        if "/versions/" not in name and not name.endswith("/env.py")
        for called, node in public(name)
        if not ast.get_docstring(node) and called not in OVERRIDES
    ]
    assert silent == []


def test_every_module_says_what_it_is_for():
    empty = [name for name in NAMES if not ast.get_docstring(tree(name)) and (ROOT / name).read_text("utf-8").strip()]
    assert [name for name in empty if not name.endswith("/env.py")] == []


def test_every_dependency_says_why_it_is_there():
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    named = [index for index, line in enumerate(lines) if re.match(r'\s+"[A-Za-z][\w.-]*(\[[\w,]+\])?[><=]', line)]
    assert len(named) >= 15
    for index in named:
        reason = re.search(r'"\s*,\s*#\s*\S.{4,}', lines[index]) or re.match(r"\s+#\s*\S.{4,}", lines[index - 1])
        assert reason, lines[index]


def test_the_formatter_has_its_way():
    told_off = re.compile(r"#\s*fmt:\s*(skip|off)")
    files = [
        path for room in ("canvas", "pages", "tests", "benchmarks", "docs") for path in (ROOT / room).rglob("*.py")
    ]
    assert [path.name for path in files if told_off.search(path.read_text("utf-8"))] == []


VAGUE = {"found", "said", "held", "known", "given", "asked", "one", "many", "kept", "told"}


def vague_names(source: ast.Module) -> list[tuple[int, str]]:
    """The line and name of everything that is given a name which tells nothing of what it holds."""
    named = []
    for node in ast.walk(source):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) | ast.arg(arg=name):
                named.append((node.lineno, name))
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                named.append((node.lineno, name))
            case ast.ExceptHandler(name=str(name)) | ast.alias(asname=str(name)):
                named.append((node.lineno, name))
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                named.append((node.lineno, name))
    return sorted((line, name) for line, name in named if name.strip("_").lower() in VAGUE)


def test_vague_names_are_seen_wherever_a_name_is_given():
    source = ast.parse(
        "import json as held\nfound: int = 1\nfor one in []:\n    self.said = 2\n"
        "def told(given=None): pass\nclass _Known: pass\ntry: pass\nexcept E as asked: pass\nnotes = 1\n"
    )
    assert [name for _, name in vague_names(source)] == [
        "held",
        "found",
        "one",
        "said",
        "given",
        "told",
        "_Known",
        "asked",
    ]


def test_names_say_what_they_hold():
    files = [
        path for room in ("canvas", "pages", "benchmarks", "docs", "tests") for path in (ROOT / room).rglob("*.py")
    ]
    vague = []
    for path in sorted([ROOT / "app.py", *files]):
        name = path.relative_to(ROOT)
        if "node_modules" in name.parts:  # what the checks of the scripts brought in is not ours
            continue
        if path.stem.strip("_") in VAGUE:
            vague.append(name.as_posix())
        vague += [f"{name.as_posix()}:{line} {word}" for line, word in vague_names(ast.parse(path.read_text("utf-8")))]
    assert vague == []


def public_parts(source: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Yield the name and node of every class and function that others may use, methods within their class."""
    for node in source.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node.name, node
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef)) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner


def unsaid(node: ast.AST) -> list[str]:
    """Return what a public class or function does not say: its docstring, the types of what it takes and returns."""
    lacks = [] if ast.get_docstring(node) else ["docstring"]
    if isinstance(node, ast.ClassDef):
        return lacks
    taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs, node.args.vararg, node.args.kwarg]
    untyped = [arg.arg for arg in taken if arg and not arg.annotation and arg.arg not in ("self", "cls")]
    return lacks + untyped + ([] if node.returns else ["what it returns"])


def test_what_is_not_said_of_a_function_is_seen():
    source = ast.parse('class A:\n    def b(self, c, *d: int): "Do."\ndef _e(f): pass\n')
    assert {name: unsaid(node) for name, node in public_parts(source)} == {
        "A": ["docstring"],
        "A.b": ["c", "what it returns"],
    }


def test_public_classes_and_functions_say_what_they_do_take_and_return():
    others = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "benchmarks").glob("*.py"))]
    silent = {
        f"{name}: {part}": unsaid(node)
        for name in [*NAMES, *others]
        for part, node in public_parts(ast.parse((ROOT / name).read_text("utf-8")))
    }
    assert {part: lacks for part, lacks in silent.items() if lacks} == {}
