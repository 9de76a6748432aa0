"""Scripts are joined as a browser would load them, or not at all."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from canvas.web import script_modules
from canvas.web.script_modules import ScriptError, component_script, joined


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write modules by their paths; returns the path of the first one."""
    monkeypatch.setattr(script_modules, "ROOT", tmp_path)

    def written(**texts: str) -> Path:
        for name, text in texts.items():
            path = tmp_path / f"{name.replace('__', '/')}.js"
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, "utf-8")
        return tmp_path / f"{next(iter(texts)).replace('__', '/')}.js"

    return written


ENTRY = "export default function () { return 1 }\n"


def test_a_module_stands_in_a_function_of_its_own_after_those_it_needs(write):
    entry = write(
        a__entry="import { twice as double } from '../b/numbers.js'\n\n"
        "export default function () { return double(4) }\n",
        b__numbers="import { two } from './two.js'\nexport const twice = (number) => two * number\n",
        b__two="const hidden = 2\nexport const two = hidden\n",
    )
    assert component_script(entry) == (
        "const module_two = (() => {\nconst hidden = 2\nconst two = hidden\nreturn { two }\n})()\n"
        "const module_numbers = (() => {\nconst { two } = module_two\n"
        "const twice = (number) => two * number\nreturn { twice }\n})()\n"
        "const module_entry = (() => {\nconst { twice: double } = module_numbers\n\n"
        "const entry = function () { return double(4) }\nreturn { default: entry }\n})()\n"
        "export default module_entry.default\n"
    )


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed")
def test_what_is_joined_does_what_the_modules_do(write, tmp_path):
    entry = write(
        entry="import './first.js'\nimport {\n  name,\n  add,\n} from './second.js'\n"
        "import { Counter } from './third.js'\n"
        "export default function () { return [name, add(1, 2), new Counter().next(), globalThis.order] }\n",
        first="globalThis.order = ['first']\nconst name = 'of first'\nvoid name\n",
        second="import { Counter } from './third.js'\nglobalThis.order.push('second')\n"
        "export const name = 'of second'\nexport function add(one, other) {\n"
        "  return own(one) + other + new Counter().next()\n}\n"
        "function own(number) {\n  return number\n}\n",
        third="globalThis.order.push('third')\n"
        "export class Counter {\n  at = 0\n\n  next() {\n    return ++this.at\n  }\n}\n",
    )
    out = tmp_path / "out.mjs"
    out.write_text(component_script(entry), "utf-8")
    run = "import(process.argv[1]).then(async ({ default: main }) => console.log(JSON.stringify(await main())))"
    for script in (entry.rename(tmp_path / "entry.mjs"), out):
        (tmp_path / "package.json").write_text('{"type": "module"}', "utf-8")
        done = subprocess.run(["node", "-e", run, str(script)], capture_output=True, text=True)
        assert done.stdout == '["of second",4,1,["first","third","second"]]\n', done.stderr


def test_a_module_that_two_need_stands_there_once(write):
    entry = write(
        entry=f"import {{ b }} from './b.js'\nimport {{ c }} from './c.js'\n{ENTRY}",
        b="import { d } from './d.js'\nexport const b = d\n",
        c="import { d } from './d.js'\nexport const c = d\n",
        d="export const d = 4\n",
    )
    assert component_script(entry).count("const d = 4") == 1


def test_a_function_that_nothing_names_is_left_out_and_what_it_alone_named_too(write):
    entry = write(
        entry="import { used } from './many.js'\nexport default function () { return used() }\n",
        many="export function used() {\n  return helper()\n}\n\nfunction helper() {\n  return 1\n}\n\n"
        "export function unused() {\n  return lonely()\n}\n\nfunction lonely() {\n  return lonely\n}\n",
    )
    text = component_script(entry)
    assert re.findall(r"function (\w+)", text) == ["used", "helper"]
    assert "return { used }" in text


def test_comments_that_take_whole_lines_or_tell_a_type_stay_here_and_all_else_comes_along(write):
    entry = write(
        entry="// of a module\n/** Does something.\n * @param {string} text\n */\n"
        "export default function (text) {\n  // what it does\n  /** @type {any} */\n"
        "  return /** @type {any} */ (text) + 'http://a' // said\n}\n"
    )
    body = "const entry = function (text) {\n  return (text) + 'http://a' // said\n}\n"
    assert component_script(entry).startswith(f"const module_entry = (() => {{\n{body}")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"entry": f"import {{ a }} from './gone.js'\n{ENTRY}"}, "no such module"),
        ({"entry": f"import {{ a }} from '../../etc/out.js'\n{ENTRY}"}, "no such module"),
        ({"entry": f"import {{ b }} from './a.js'\n{ENTRY}", "a": "export const a = 1\n"}, "exports no such thing"),
        ({"entry": f"import {{ default as b }} from './a.js'\n{ENTRY}", "a": ENTRY}, "exports no such thing"),
        ({"entry": f"import {{ a, }} from './a.js'; a()\n{ENTRY}", "a": "export const a = 1\n"}, "not understood"),
        ({"entry": f"import a from './a.js'\n{ENTRY}", "a": ENTRY}, "not understood"),
        ({"entry": f"import * as a from './a.js'\n{ENTRY}", "a": ENTRY}, "not understood"),
        ({"entry": f"import {{ a }} from 'package'\n{ENTRY}"}, "not understood"),
        ({"entry": f'import {{ a }} from "./a.js"\n{ENTRY}', "a": "export const a = 1\n"}, "not understood"),
        ({"entry": f"const a = await import('./a.js')\n{ENTRY}"}, "not understood"),
        ({"entry": f"const a = import.meta.url\n{ENTRY}"}, "not understood"),
        ({"entry": f"export {{ a }}\n{ENTRY}"}, "not understood"),
        ({"entry": f"export * from './a.js'\n{ENTRY}", "a": "export const a = 1\n"}, "not understood"),
        ({"entry": f"export let a = 1\n{ENTRY}"}, "not understood"),  # it could change, and what is joined would not
        ({"entry": f"export const {{ a }} = b\n{ENTRY}"}, "not understood"),
        ({"entry": "export default class {}\n"}, "not understood"),
        ({"entry": "export default 1\n"}, "not understood"),
        ({"entry": "export const a = 1\n"}, "no default function"),
        ({"entry": f"const a = `one\nexport const b = 2`\n{ENTRY}"}, "backticks over several lines"),
        (
            {
                "entry": f"import {{ a }} from './a.js'\n{ENTRY}",
                "a": "import './b.js'\nexport const a = 1\n",
                "b": "import './a.js'\n",
            },
            "in a circle: a.js → b.js → a.js",
        ),
        ({"entry": f"import './entry.js'\n{ENTRY}"}, "in a circle: entry.js → entry.js"),
        (
            {"entry": f"import './b/a.js'\nimport './c/a.js'\n{ENTRY}", "b__a": "", "c__a": ""},
            "two modules of one name",
        ),
    ],
)
def test_what_is_not_understood_is_refused(write, wrong, says):
    with pytest.raises(ScriptError, match=re.escape(says)):
        component_script(write(**wrong))


def test_a_script_that_exports_nothing_can_be_joined_for_a_page(write):
    text, module = joined(write(page="import { a } from './a.js'\nwindow.a = a\n", a="export const a = 1\n"))
    assert module.exports == ()
    assert "window.a = a" in text
