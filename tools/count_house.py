"""Counts what shows how heavy the house is to change, as a table: tools/count-house [--where] [FOLDER].

FOLDER is another checkout, to compare with. `--where` also prints the places behind the counts of refs and registries.
"""

import argparse
import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

FEATURES = {"efterkontroll": r"re-?check", "iakttagelse": r"remark", "ombudgetering": r"carr(y|ied).?over"}
SPLITS = {"partition", "rpartition", "split", "rsplit"}
# where a colon is not that of a ref: XML names, figures as cells, addresses of requests
NOT_OF_REFS = ("common/tabular_files/", "common/serving/", "cli/")
OF_KINDS = {"register", "register_ref", "register_targets", "register_figures", "register_source"}
MAKERS = {"register", "append", "add", "setdefault", "update", "extend", "insert"}


@dataclass(frozen=True)
class Module:
    """A file of Python, read."""

    name: str
    path: Path
    tree: ast.Module

    def __hash__(self) -> int:
        return hash(self.name)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Everything written in it."""
        return list(ast.walk(self.tree))


@dataclass(frozen=True)
class House:
    """A checkout: the modules of the program and of its tests, without migrations."""

    root: Path

    @cached_property
    def program(self) -> list[Module]:
        """The modules of `src`."""
        return list(self._modules("src"))

    @cached_property
    def tests(self) -> list[Module]:
        """The modules of `tests`."""
        return list(self._modules("tests"))

    def _modules(self, folder: str) -> Iterator[Module]:
        for path in sorted((self.root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                parts = path.relative_to(self.root / folder).with_suffix("").parts
                name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
                yield Module(name, path, ast.parse(path.read_text(encoding="utf-8")))

    def place(self, module: Module, node: ast.AST) -> str:
        """Where something stands, as a line of an editor's list."""
        return f"{module.path.relative_to(self.root)}:{getattr(node, 'lineno', 0)} {ast.unparse(node)[:90]}"


def logical_lines(modules: list[Module]) -> int:
    """Statements and definitions, docstrings apart."""
    return sum(isinstance(node, ast.stmt) and not _is_docstring(node) for module in modules for node in module.nodes)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def imports_of(modules: list[Module]) -> dict[str, set[str]]:
    """Which modules of the house each module imports, when it is loaded or later; for types alone is not counted."""
    names = {module.name for module in modules}
    found: dict[str, set[str]] = {}
    for module in modules:
        asked = found.setdefault(module.name, set())
        typed = {id(each) for node in module.nodes if _is_for_types(node) for each in ast.walk(node)}
        for node in module.nodes:
            if id(node) in typed:
                continue
            if isinstance(node, ast.Import):
                asked |= {alias.name for alias in node.names} & names
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                below = {f"{node.module}.{alias.name}" for alias in node.names} & names
                asked |= below or ({node.module} & names)
        asked.discard(module.name)
    return found


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def longest_chain(imports: dict[str, set[str]]) -> list[str]:
    """The longest way down from module to module; rings of modules, where there are any, are gone through once."""
    under_way: set[str] = set()

    @cache
    def below(name: str) -> tuple[str, ...]:
        under_way.add(name)
        chains = [below(each) for each in sorted(imports[name]) if each not in under_way]
        under_way.discard(name)
        return (name, *max(chains, key=len, default=()))

    return list(max((below(name) for name in imports), key=len))


def registries(house: House) -> Iterator[str]:
    """Module-level dictionaries and lists that rooms fill, by a function beside them or from another module."""
    outside = {
        (node.module, alias.name)
        for module in house.program
        for node in module.nodes
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    for module in house.program:
        for node in module.tree.body:
            target = node.target if isinstance(node, ast.AnnAssign) else None
            if not isinstance(target, ast.Name) or not _is_empty_container(node):
                continue
            registers = any(_fills(each, target.id) for each in _registering(module))
            if registers or (module.name, target.id) in outside or _filled_by_attribute(house, module, target.id):
                yield house.place(module, node)


def _is_empty_container(node: ast.stmt) -> bool:
    written = re.match(r"\s*(Final\[)?(dict|list|set|defaultdict)\[", ast.unparse(getattr(node, "annotation", node)))
    value = getattr(node, "value", None)
    empty = isinstance(value, ast.Call) or not (getattr(value, "keys", None) or getattr(value, "elts", None))
    return bool(written) and empty


def _registering(module: Module) -> list[ast.FunctionDef]:
    """The functions of a module that rooms call when they start: their names say so."""
    started = ("register", "provide", "is_", "offer", "add_", "declare", "guard")
    return [node for node in module.nodes if isinstance(node, ast.FunctionDef) and node.name.startswith(started)]


def _fills(function: ast.AST, name: str) -> bool:
    for node in ast.walk(function):
        match node:
            case ast.Subscript(value=ast.Name(id=found), ctx=ast.Store()) if found == name:
                return True
            case ast.Call(func=ast.Attribute(value=value, attr=attr)) if attr in MAKERS:
                if any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(value)):
                    return True
    return False


def _filled_by_attribute(house: House, module: Module, name: str) -> bool:
    last = module.name.rpartition(".")[2]
    written = (f"{last}.{name}.update", f"{last}.{name}[")
    return any(each is not module and any(w in ast.unparse(each.tree) for w in written) for each in house.program)


def words_of_refs(house: House) -> set[str]:
    """What refs begin with: the names of models, and the words that rooms register."""
    found = set()
    for module in house.program:
        for node in module.nodes:
            match node:
                case ast.ClassDef(name=name) if "models" in str(module.path):
                    found.add(name.lower())
                case ast.Call(func=func, args=[ast.Constant(value=str(word)), *_rest]):
                    if ast.unparse(func).rpartition(".")[2] in OF_KINDS:
                        found.add(word)
    return found | {"count", "entry", "economy", "text", "version"}


def made_by_hand(house: House, modules: list[Module]) -> Iterator[str]:
    """Refs put together from pieces of text: `f"goal:{pk}"`, `f"{kind}:{rest}"`, `"goal:" + key`."""
    words = words_of_refs(house)
    for module in modules:
        inside = {id(value) for node in module.nodes if isinstance(node, ast.JoinedStr) for value in node.values}
        for node in module.nodes:
            match node:
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_rest]):
                    made = ":" in start and start.partition(":")[0] in words
                case ast.JoinedStr(values=[ast.FormattedValue(value=first), ast.Constant(value=str(after)), *_rest]):
                    made = re.match(r":(?! )", after) and re.search(r"(kind|model_name|[A-Z]{3,})$", ast.unparse(first))
                case ast.BinOp(left=ast.Constant(value=str(start)), op=ast.Add()):
                    made = start.endswith(":") and start[:-1] in words
                case _:
                    continue
            if made and id(node) not in inside:
                yield house.place(module, node)


def taken_apart(house: House, modules: list[Module]) -> Iterator[str]:
    """Refs cut at their colons, or asked what they begin with."""
    words = words_of_refs(house)
    for module in modules:
        if any(part in str(module.path) for part in NOT_OF_REFS) or module.name == "tertial.domain.ref":
            continue
        for node in module.nodes:
            match node:
                case ast.Call(func=ast.Attribute(value=whole, attr=attr), args=[ast.Constant(value=":"), *_rest]):
                    if attr in SPLITS and not isinstance(whole, ast.Subscript):
                        yield house.place(module, node)
                case ast.Call(
                    func=ast.Attribute(attr="startswith" | "removeprefix"), args=[ast.Constant(value=str(w))]
                ):
                    if w.rstrip(":") in words and w.endswith(":"):
                        yield house.place(module, node)
                case ast.Call(func=ast.Name(id="split_ref")):
                    yield house.place(module, node)


def writes_by_nobody(house: House, modules: list[Module]) -> Iterator[str]:
    """`by` that may be None: handed over so, or allowed by a parameter."""
    for module in modules:
        for node in module.nodes:
            match node:
                case ast.keyword(arg="by", value=ast.Constant(value=None)):
                    yield house.place(module, node.value)
                case ast.arg(arg="by", annotation=ast.expr() as annotation) if "None" in ast.unparse(annotation):
                    yield house.place(module, node)


def touched_by(house: House, pattern: str) -> list[str]:
    """The files of the program, without migrations and catalogues, that know a feature."""
    asked = re.compile(pattern, re.IGNORECASE)
    files = (path for path in sorted((house.root / "src").rglob("*")) if path.suffix in {".py", ".html", ".js", ".css"})
    return [
        str(path.relative_to(house.root))
        for path in files
        if not {"migrations", "dist"} & set(path.parts) and asked.search(path.read_text(encoding="utf-8"))
    ]


def main() -> None:
    """Prints the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parents[1])
    asked.add_argument("--where", action="store_true", help="print the places too")
    given = asked.parse_args()
    house = House(given.folder.resolve())
    chain = longest_chain(imports_of(house.program))
    models = {name: found for name, found in imports_of(house.program).items() if ".models" in name}
    rows: list[tuple[str, int, list[str]]] = [
        ("logical lines, src", logical_lines(house.program), []),
        ("logical lines, tests", logical_lines(house.tests), []),
        ("modules, src", len(house.program), []),
        ("modules, tests", len(house.tests), []),
        ("longest import chain", len(chain), chain),
        ("longest chain that begins at a model", _from_models(house, set(models)), []),
    ]
    counted: list[tuple[str, Callable[[], Iterator[str]]]] = [
        ("registries", lambda: registries(house)),
        ("refs made by hand, src", lambda: made_by_hand(house, house.program)),
        ("refs made by hand, tests", lambda: made_by_hand(house, house.tests)),
        ("refs taken apart by hand, src", lambda: taken_apart(house, house.program)),
        ("by may be None, src", lambda: writes_by_nobody(house, house.program)),
        ("by may be None, tests", lambda: writes_by_nobody(house, house.tests)),
    ]
    rows += [(label, len(found), found) for label, count in counted for found in [list(count())]]
    rows += [
        (f"files that know “{word}”", len(found), found)
        for word, pattern in FEATURES.items()
        for found in [touched_by(house, pattern)]
    ]
    for label, number, places in rows:
        print(f"{label:<40}{number:>8}")
        if given.where:
            print(*(f"    {place}" for place in places), sep="\n")


def _from_models(house: House, models: set[str]) -> int:
    imports = imports_of(house.program)
    reached, waiting = set(models), list(models)
    while waiting:
        fresh = imports[waiting.pop()] - reached
        reached |= fresh
        waiting += fresh
    return len(longest_chain({name: imports[name] for name in reached}))


if __name__ == "__main__":
    main()
