"""Finding and reading ``_config.yml``, ``_config.yaml`` or ``_config.toml``."""

import re
import tomllib
from datetime import UTC, date, datetime, time
from pathlib import Path

from editor.errors import EditorError
from editor.post.front_matter import FrontMatter, FrontMatterError
from editor.post.scalars import Value

# In the order in which Jekyll looks for them (``jekyll/configuration.rb#config_files``).
CONFIG_NAMES = ("_config.yml", "_config.yaml", "_config.toml")
_MOST_BYTES = 4 * 1024 * 1024

_BYTE_ORDER_MARK = "\ufeff"
# Possessive: half a million blank lines are not all remembered on the way.
_DOCUMENT_START = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?+\r?\n)*+---[ \t]*\r?\n")
_DOCUMENT_END = re.compile(r"^(?:---|\.\.\.)(?:\s|\Z)", re.MULTILINE)


class ConfigError(EditorError):
    """The settings of the site could not be read; the text says why."""


def find_config(root: Path) -> Path | None:
    """Return the settings file that Jekyll would read in the folder ``root``."""
    for name in CONFIG_NAMES:
        path = root / name
        if path.is_file():
            return path
    return None


def read_config(path: Path) -> dict[str, Value]:
    """Return what the settings file says; raises ConfigError with a sentence for the writer."""
    text = _read_text(path)
    if path.suffix == ".toml":
        return _read_toml(text, path.name)
    return _read_yaml(text, path.name)


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise ConfigError(
            f"{path.name} could not be opened ({error.strerror}). Jekyll's own settings are used."
        ) from error
    if len(data) > _MOST_BYTES:
        raise ConfigError(f"{path.name} is too large to read. Jekyll's own settings are used.")
    try:
        return data.decode().removeprefix(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path.name} is not UTF-8 text. Jekyll's own settings are used; save it as UTF-8."
        ) from error


def _read_yaml(text: str, name: str) -> dict[str, Value]:
    try:
        return dict(FrontMatter.parse(_first_document(text)).values())
    except FrontMatterError as error:
        raise ConfigError(
            f"{name} could not be understood at line {error.line}: {error.reason} "
            "Jekyll's own settings are used until it is mended."
        ) from error


def _first_document(text: str) -> str:
    """Cut off a second YAML document, as ``SafeYAML.load_file`` does; line numbers stay."""
    start = _DOCUMENT_START.match(text)
    if start:
        text = "\n" * start[0].count("\n") + text[start.end() :]
    end = _DOCUMENT_END.search(text)
    return text[: end.start()] if end else text


def _read_toml(text: str, name: str) -> dict[str, Value]:
    try:
        return {key: _toml_value(value) for key, value in tomllib.loads(text).items()}
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(
            f"{name} could not be understood: {error}. "
            "Jekyll's own settings are used until it is mended."
        ) from error


def _toml_value(value: object) -> Value:
    if isinstance(value, dict):
        return {str(key): _toml_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_toml_value(item) for item in value]
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, str | int | float | date):
        return value
    assert isinstance(value, time)
    return value.isoformat()
