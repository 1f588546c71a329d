"""The import of Label Studio on one file, for `formats.py`: run by an interpreter in which it is installed.

    python benchmarks/scale/label_studio_import.py FILE.json FOLDER

FILE is a list of tasks with annotations. It is handed to the view of `/api/projects/ID/import`, as its page
does, in this process: without a server between. The SQLite database is a new one in FOLDER.
"""

import importlib.util
import json
import os
import sys
import time
import warnings
from pathlib import Path

CONFIG = """
<View>
  <Labels name="label" toName="text">{labels}</Labels>
  <Text name="text" value="$text"/>
</View>
"""


def main() -> None:
    file, folder = (Path(argument).absolute() for argument in sys.argv[1:])
    package = importlib.util.find_spec("label_studio")
    assert package is not None
    assert package.submodule_search_locations is not None
    sys.path.insert(0, package.submodule_search_locations[0])
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "core.settings.label_studio",
        "DJANGO_DB": "sqlite",
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder),
        "LATEST_VERSION_CHECK": "False",
        "COLLECT_ANALYTICS": "False",
        "LOG_LEVEL": "ERROR",
    }
    warnings.simplefilter("ignore")
    import django
    from django.core import management

    django.setup()
    management.call_command("migrate", verbosity=0)
    print(json.dumps(measure(file)))


def measure(file: Path) -> dict[str, float]:
    """Import the file into a new project; return documents, entities and seconds."""
    from django.contrib.auth import get_user_model
    from organizations.models import Organization
    from projects.models import Project
    from rest_framework.test import APIClient
    from tasks.models import Annotation, Task

    tasks = json.loads(file.read_text(encoding="utf-8"))
    names = {
        name for task in tasks for result in task["annotations"][0]["result"] for name in _labels(result)
    }
    user = get_user_model().objects.create_user(email="a@example.com", username="a", password="pass")
    user.active_organization = Organization.create_organization(created_by=user, title="bench")
    user.save()
    labels = "".join(f'<Label value="{name}"/>' for name in sorted(names))
    project = Project.objects.create(
        title="bench",
        label_config=CONFIG.format(labels=labels),
        created_by=user,
        organization=user.active_organization,
    )
    client = APIClient()
    client.force_authenticate(user)
    began, busy = time.perf_counter(), time.process_time()
    with file.open("rb") as opened:
        answer = client.post(f"/api/projects/{project.id}/import", {"file": opened}, format="multipart")
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    if answer.status_code != 201:
        raise SystemExit(f"{answer.status_code}: {answer.content[:2000]!r}")
    results = Annotation.objects.filter(project=project).values_list("result", flat=True)
    return {
        "documents": Task.objects.filter(project=project).count(),
        "entities": sum(len(result) for result in results),
        "seconds": seconds,
        "cpu_s": busy,
    }


def _labels(result: dict[str, dict[str, list[str]]]) -> list[str]:
    return result.get("value", {}).get("labels", [])


if __name__ == "__main__":
    main()
