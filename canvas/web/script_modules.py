"""Joins the modules of a script into one text, in the order in which they need each other.

Streamlit takes the script of a component as one text, which the browser loads as a module of its own: what stands
beside it cannot be imported from there, and a user's machine has no Node to join the files. So that is done here, once
a process: each module stands in a function of its own that returns what it exports, so names of two modules never meet,
and comments that take whole lines, or tell a type, stay here. Only what our modules need is understood, written as they
write it; all else is refused, so that no script is ever joined otherwise than a browser would load it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent  # what is imported lies in this folder: no script reaches out of the package
_COMMENTS = re.compile(r"^[ \t]*(?:/\*\*(?:[^*]|\*(?!/))*\*/[ \t]*|//.*)\n|/\*\* @type [^*\n]*\*/ ?", re.MULTILINE)
_IMPORT = re.compile(r"^import (?:\{([^{}]*)\} from )?'(\.{1,2}/[\w./]+\.js)'$", re.MULTILINE)
_EXPORT = re.compile(r"^export (default )?(?=((?:async )?function|const|class)\b(?: (\w+))?)", re.MULTILINE)
_NOT_UNDERSTOOD = re.compile(r"^(?:import|export)\b.*|\bimport\s?[(.].*", re.MULTILINE)
_FUNCTION = re.compile(r"^(?:async )?function (\w+)\([^\n]*\{\n(?:(?!\}$)[^\n]*\n)*\}\n+", re.MULTILINE)
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"(\w+)(?: as (\w+))?")


class ScriptError(Exception):
    """A module cannot be joined: something is wrong with the script, and no user can mend it."""


@dataclass(frozen=True)
class Module:
    """A module: its text without `import` and `export`, what it exports, and the modules it imports, in their order."""

    path: Path
    text: str
    exports: tuple[str, ...]
    imports: tuple[tuple[Path, frozenset[str]], ...]  # with the names that are imported

    @property
    def name(self) -> str:
        """Return what its exports are kept as in the joined text."""
        return f"module_{self.path.stem}"


@cache
def component_script(entry: Path) -> str:
    """Return the text of a module that exports by default what `entry` does, with all that it imports in it."""
    text, module = joined(entry)
    if "default" not in module.exports:
        raise ScriptError(f"{entry.name} exports no default function, so Streamlit could not draw with it")
    return f"{text}export default {module.name}.default\n"


def joined(entry: Path) -> tuple[str, Module]:
    """Return the text of a module after that of all it imports, directly or not, and the module itself."""
    modules = _in_order(entry.resolve(), ())
    names = [module.name for module in modules]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ScriptError(f"{entry.name} imports two modules of one name: {', '.join(sorted(twice))}")
    wanted: dict[Path, set[str]] = {module.path: set() for module in modules}
    wanted[modules[-1].path] |= set(modules[-1].exports)
    for module in modules:
        for path, names_ in module.imports:
            wanted[path] |= names_
    return "".join(_scoped(module, wanted[module.path]) for module in modules), modules[-1]


def _in_order(path: Path, above: tuple[Path, ...]) -> list[Module]:
    if path in above:
        circle = " → ".join(each.name for each in (*above[above.index(path) :], path))
        raise ScriptError(f"modules import each other in a circle: {circle}")
    module = _read(path)
    modules: dict[Path, Module] = {}
    for needed, _names in module.imports:
        modules |= {each.path: each for each in _in_order(needed, (*above, path)) if each.path not in modules}
    return [*modules.values(), module]


def _scoped(module: Module, wanted: set[str]) -> str:
    """Wrap a module in a function of its own that returns its exports."""
    exports = ", ".join("default: entry" if name == "default" else name for name in module.exports if name in wanted)
    return f"const {module.name} = (() => {{\n{_used(module, wanted)}return {{ {exports} }}\n}})()\n"


def _used(module: Module, wanted: set[str]) -> str:
    """Return the text without the functions that are not wanted and that nothing else in it names."""
    words = Counter(_WORD.findall(module.text))
    functions = {match[1]: (match[0], Counter(_WORD.findall(match[0]))) for match in _FUNCTION.finditer(module.text)}
    text, left = module.text, set(functions) - wanted
    while spare := {name for name in left if words[name] == functions[name][1][name]}:
        for name in spare:
            text = text.replace(functions[name][0], "", 1)
            words -= functions[name][1]
        left -= spare
    return text


@cache
def _read(path: Path) -> Module:
    if not path.is_relative_to(ROOT) or not path.is_file():
        raise ScriptError(f"there is no module {path}")
    text, exports = _text_and_exports(path)
    imports: list[tuple[Path, frozenset[str]]] = []

    def bound(match: re.Match) -> str:
        imported = (path.parent / match[2]).resolve()
        names = _names(path, match[1] or "", _exports_of(path, imported), imported.stem)
        imports.append((imported, frozenset(names)))
        bound = ", ".join(name if name == own else f"{name}: {own}" for name, own in names.items())
        return f"const {{ {bound} }} = module_{imported.stem}" if names else ""

    text = _IMPORT.sub(bound, text)
    text = _EXPORT.sub(lambda match: "const entry = " if match[1] else "", text)
    if left := _NOT_UNDERSTOOD.search(text):
        raise ScriptError(f"{path.name} has what is not understood: {left[0].strip()[:80]}")
    for line in text.splitlines():
        if line.replace("\\`", "").count("`") % 2:
            raise ScriptError(f"{path.name} has a text in backticks over several lines: {line.strip()[:80]}")
    return Module(path, text.lstrip("\n"), exports, tuple(imports))


def _exported(path: Path, default: str | None, kind: str, name: str | None) -> str:
    if default and kind == "function" and not name:
        return "default"
    if default or not name:
        raise ScriptError(f"{path.name} has an export that is not understood: {default or ''}{kind} {name or ''}")
    return name


def _exports_of(path: Path, imported: Path) -> tuple[str, ...]:
    """Return what a module exports, without following its imports: a circle is told of where the order is made."""
    if not imported.is_relative_to(ROOT) or not imported.is_file():
        raise ScriptError(f"{path.name} imports {imported.name}, and there is no such module at {imported}")
    return _text_and_exports(imported)[1]


@cache
def _text_and_exports(path: Path) -> tuple[str, tuple[str, ...]]:
    text = _COMMENTS.sub("", path.read_text("utf-8"))
    return text, tuple(_exported(path, *match.groups()) for match in _EXPORT.finditer(text))


def _names(path: Path, listed: str, exports: tuple[str, ...], stem: str) -> dict[str, str]:
    """Return what is imported, each under the name it has here."""
    names = {}
    for part in filter(None, (part.strip() for part in listed.split(","))):
        match = _NAME.fullmatch(part)
        if not match or match[1] not in exports or match[1] == "default":
            raise ScriptError(f"{path.name} imports {part!r} from {stem}.js, which exports no such thing")
        names[match[1]] = match[2] or match[1]
    return names
