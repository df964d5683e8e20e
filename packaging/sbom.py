"""The bill of materials as other tools read it: CycloneDX 1.6, judged by CycloneDX's own schema."""

import hashlib
import json
import re
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from bill import Component
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator


def write_sbom(components: Sequence[Component], path: Path, moment: int) -> None:
    """Write the CycloneDX 1.6 list of ``components``; ``moment`` is in seconds since 1970."""
    version = metadata.version("galleyproof")
    root = f"pkg:pypi/galleyproof@{version}"
    content = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).isoformat(),
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "galleyproof",
                "version": version,
                "licenses": [{"expression": "MIT"}],
                "purl": root,
            },
        },
        "components": [_in_cyclonedx(component) for component in components],
        "dependencies": [{"ref": root, "dependsOn": [c.purl for c in components]}],
    }
    named = hashlib.sha256(json.dumps(content).encode()).hexdigest()
    content["serialNumber"] = f"urn:uuid:{uuid.UUID(named[:32], version=4)}"
    text = json.dumps(content, indent=1) + "\n"
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise SystemExit(f"The bill of materials does not hold to CycloneDX: {fault}")
    path.write_text(text, encoding="utf-8")


def _in_cyclonedx(component: Component) -> dict[str, object]:
    entry: dict[str, object] = {
        "type": "library",
        "bom-ref": component.purl,
        "name": component.name,
        "version": component.version,
        "purl": component.purl,
        "licenses": [_licence_in_cyclonedx(component.licence)],
        "externalReferences": [{"type": "website", "url": component.homepage}],
    }
    if component.hashes:
        entry["hashes"] = [{"alg": "SHA-256", "content": each} for each in component.hashes]
    return entry


def _licence_in_cyclonedx(licence: str) -> dict[str, object]:
    spdx = re.fullmatch(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*", licence)
    return {"expression": licence} if spdx else {"license": {"name": licence}}
