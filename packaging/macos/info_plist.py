"""What macOS is told about the program: its name, its version, and that it edits markdown."""

MARKDOWN = "net.daringfireball.markdown"
"""The name under which macOS knows markdown files."""


def information(version: str) -> dict[str, object]:
    """Return the entries of ``Info.plist`` that PyInstaller does not write itself."""
    return {
        "CFBundleName": "Galleyproof",
        "CFBundleDisplayName": "Galleyproof",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT licence",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Markdown text",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Alternate",  # offered, never taken from what the user chose
                "LSItemContentTypes": [MARKDOWN],
            }
        ],
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": MARKDOWN,
                "UTTypeConformsTo": ["public.plain-text"],
                "UTTypeDescription": "Markdown text",
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["md", "markdown", "mkdown", "mkd"]
                },
            }
        ],
    }
