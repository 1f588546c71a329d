"""Imports a file with doccano's own code into doccano's own database, and prints what is there then.

Run by `test_peer_doccano.py` with a Python that has doccano, not with ours:
`doccano_import.py FILE PROJECT_TYPE FORMAT TASK JSON_OPTIONS`, in an empty folder.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any


def main(file: str, kind: str, file_format: str, task: str, options: str) -> None:
    here = Path.cwd()
    import backend

    sys.path.insert(0, str(next(iter(backend.__path__))))
    database = f"sqlite:///{here / 'doccano.db'}"
    os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.development", "DATABASE_URL": database}
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(imported(file, kind, (file_format, task), json.loads(options))))


def imported(file: str, kind: str, how: tuple[str, str], options: dict[str, Any]) -> dict[str, Any]:
    """Return the errors that doccano says, and each text with its spans, labels and relations."""
    import projects.models as projects
    from data_import.datasets import load_dataset
    from data_import.pipeline import catalog
    from data_import.pipeline.readers import FileName
    from django.contrib.auth.models import User

    user = User.objects.create(username="user")
    settings = {"allow_overlapping": True, "use_relation": True} if kind == "SequenceLabeling" else {}
    project = getattr(projects, f"{kind.removeprefix('Document')}Project", None)
    project = project or projects.TextClassificationProject
    project = project.objects.create(
        name="p", description="p", project_type=kind, created_by=user, **settings
    )
    name = Path(file).name
    dataset = load_dataset(
        how[1] or kind, getattr(catalog, how[0]), [FileName(file, name, name)], project, **options
    )
    dataset.save(user)
    return {"errors": [str(error) for error in dataset.errors], "texts": list(map(seen, examples(project)))}


def examples(project: Any) -> Any:
    from examples.models import Example

    return Example.objects.filter(project=project).order_by("id")


def seen(example: Any) -> dict[str, Any]:
    """Return a text; the surfaces of its spans are cut out in UTF-16 units, as doccano's editor does."""
    from labels.models import Category, Relation, Span

    units = example.text.encode("utf-16-le")
    return {
        "text": example.text,
        "spans": [
            (units[2 * span.start_offset : 2 * span.end_offset].decode("utf-16-le"), span.label.text)
            for span in Span.objects.filter(example=example).order_by("start_offset")
        ],
        "labels": [category.label.text for category in Category.objects.filter(example=example)],
        "relations": [
            (link.from_id.label.text, link.to_id.label.text, link.type.text)
            for link in Relation.objects.filter(example=example)
        ],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
