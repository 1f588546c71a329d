"""The import of doccano on one file, for `formats.py`: run by an interpreter in which doccano is installed.

    python benchmarks/scale/doccano_import.py FILE.jsonl FOLDER

FILE is sequence labelling in doccano's own shape. Its import pipeline (reader, parser, makers, labels) writes
into a new SQLite database in FOLDER, in batches of its own size, without a server, upload or queue between.
"""

import importlib.util
import json
import os
import sys
import time
import warnings
from pathlib import Path


def main() -> None:
    file, folder = (Path(argument).absolute() for argument in sys.argv[1:])
    backend = importlib.util.find_spec("backend")
    assert backend is not None
    assert backend.submodule_search_locations is not None
    sys.path.insert(0, backend.submodule_search_locations[0])
    os.environ |= {
        "STANDALONE": "True",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "DOCCANO_HOME": str(folder),
    }
    warnings.simplefilter("ignore")
    import django
    from django.core import management

    django.setup()
    management.call_command("migrate", verbosity=0)
    management.call_command("create_roles", verbosity=0)
    print(json.dumps(measure(file)))


def measure(file: Path) -> dict[str, float]:
    """Import the file into a new project; return documents, entities and seconds."""
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import create_file_format
    from data_import.pipeline.readers import FileName
    from django.conf import settings
    from django.contrib.auth import get_user_model
    from examples.models import Example
    from labels.models import Span
    from projects.models import ProjectType, SequenceLabelingProject

    user = get_user_model().objects.create_superuser("admin", "a@example.com", "pass")
    task = ProjectType.SEQUENCE_LABELING
    project = SequenceLabelingProject.objects.create(
        name="bench", description="", project_type=task, created_by=user, allow_overlapping=True
    )
    began, busy = time.perf_counter(), time.process_time()
    names = [FileName(full_path=str(file), generated_name=file.name, upload_name=file.name)]
    options = {"column_data": "text", "column_label": "label"}
    dataset = load_dataset(task, create_file_format("JSONL"), names, project, **options)
    dataset.save(user, batch_size=settings.IMPORT_BATCH_SIZE)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    if dataset.errors:
        raise SystemExit(str(dataset.errors[0].dict()))
    documents = Example.objects.filter(project=project).count()
    spans = Span.objects.filter(example__project=project).count()
    return {"documents": documents, "entities": spans, "seconds": seconds, "cpu_s": busy}


if __name__ == "__main__":
    main()
