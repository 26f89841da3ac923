"""The program of the child process that opens a workbook: bytes in on stdin, JSON out on stdout, under limits.

Run by planner.files.sandbox as a bare Python (-I -S), so that it starts in a few milliseconds. What goes wrong here
takes down this process alone.
"""

import gc
import sys

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 20
_ESCAPED = {sign: f"\\u{sign:04x}" for sign in (*range(32), ord('"'), ord("\\"), 127)}


def limit() -> None:
    """No more memory and time than a workbook needs, where the operating system can hold us to it."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # a system that does not know the limit, or has a stricter one
            continue


def to_json(value: object) -> str:
    """As json.dumps, whose package takes almost as long to import as Python to start."""
    match value:
        case str():
            return f'"{value.translate(_ESCAPED)}"'
        case bool() | None:
            return {True: "true", False: "false", None: "null"}[value]
        case int() | float():
            return repr(value)
        case list() | tuple():
            return "[" + ",".join(map(to_json, value)) + "]"
        case dict():
            return "{" + ",".join(f"{to_json(key)}:{to_json(item)}" for key, item in value.items()) + "}"
    raise TypeError(type(value))


def main(package: str, wanted: list[str]) -> None:
    limit()
    gc.disable()  # one file and then the end: nothing is worth collecting
    bare = type(sys)("planner")  # the package without its own imports
    bare.__path__ = [package]
    sys.modules["planner"] = bare
    from planner.files.scan import scan
    from planner.files.zip_parts import DAMAGED, TOO_LARGE, Refused

    answer: dict[str, object]
    try:
        answer = scan(sys.stdin.buffer.read(), wanted)
    except Refused as refusal:
        answer = {"refused": str(refusal), "where": refusal.where}
    except MemoryError:
        answer = {"refused": TOO_LARGE, "where": ""}
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError):
        answer = {"refused": DAMAGED, "where": ""}
    sys.stdout.buffer.write(to_json(answer).encode("utf-8", "replace"))


if __name__ == "__main__":
    main(sys.argv[1], [bytes.fromhex(key).decode() for key in sys.argv[2:]])
