"""What the doctor says of devices: why a card is not used, which one is chosen, how fast it is."""

from typing import Any

import pytest
import torch

from bertstudio.core.errors import UserError
from bertstudio.jobs import device, doctor, graphics, speed
from bertstudio.jobs.graphics import Machine, advice
from bertstudio.tasks.base import Compute
from bertstudio.training.config import TrainConfig, parse

CPU: dict[str, Any] = {"kind": "cpu", "cuda": "", "rocm": "", "mps": False}


@pytest.mark.parametrize(
    ("facts", "machine", "words"),
    [
        ({**CPU, "kind": "cuda"}, Machine("Linux", "H100", "580"), "Used for training"),
        (CPU, Machine("Linux"), "None was found"),
        (CPU, Machine("Linux", "RTX 3060", "580"), "-m pip install --force-reinstall torch"),
        (CPU, Machine("Windows", "RTX 3060", "580"), "Choose Pip and CUDA on the install page"),
        (CPU, Machine("Linux", amd=True), "Choose Pip and ROCm on the install page"),
        ({**CPU, "cuda": "13.0"}, Machine("Linux"), "no card that CUDA 13.0 can drive"),
        ({**CPU, "cuda": "13.0"}, Machine("Linux", "GTX 970", "390"), "driver 390 of GTX 970 is too old"),
        ({**CPU, "mps": True}, Machine("Darwin"), "choose device mps"),
    ],
)
def test_it_is_said_why_a_card_is_not_used_and_what_to_do(
    facts: dict[str, Any], machine: Machine, words: str
) -> None:
    assert words in advice(facts, machine)


def test_a_driver_that_is_not_there_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphics, "NVIDIA", ("no-such-program",))
    assert graphics.look().nvidia == ""


def test_the_driver_names_card_and_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphics, "_nvidia", lambda: "NVIDIA GeForce RTX 3060, 580.65")
    found = graphics.look()
    assert (found.nvidia, found.driver) == ("NVIDIA GeForce RTX 3060", "580.65")


@pytest.fixture
def two_cards(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    chosen: list[int] = []
    for name, value in {
        "is_available": lambda: True,
        "device_count": lambda: 2,
        "set_device": chosen.append,
        "get_device_name": lambda number=0: f"card {number}",
        "is_bf16_supported": lambda **_: True,
        "mem_get_info": lambda _number=0: (3 << 30, 4 << 30),
    }.items():
        monkeypatch.setattr(torch.cuda, name, value)
    return chosen


def test_one_of_several_cards_can_be_chosen(two_cards: list[int]) -> None:
    assert device.choose("cuda:1") == Compute("cuda", "bf16", "card 0")
    assert two_cards == [1]
    assert device.choose("cpu").kind == "cpu"
    with pytest.raises(UserError, match="no device cuda:2: the cards here are cuda:0 to cuda:1"):
        device.choose("cuda:2")


def test_every_card_is_listed_with_its_free_memory(two_cards: list[int]) -> None:
    assert two_cards == []
    assert device.cards()[1] == {
        "device": "cuda:1",
        "name": "card 1",
        "memory_mb": 4096,
        "free_memory_mb": 3072,
    }


@pytest.mark.parametrize("name", ["cuda", "cuda:1", "mps"])
def test_a_device_that_is_not_here_is_said_in_words(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    with pytest.raises(UserError, match="Choose device auto or cpu"):
        device.choose(name)


def test_an_apple_gpu_is_taken_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: True)
    found = device.choose("mps")
    assert (found.kind, found.precision) == ("mps", "fp32")


def test_a_card_by_its_number_is_a_setting() -> None:
    assert parse(["device=cuda:1"]) == {"device": "cuda:1"}
    assert TrainConfig(device="cuda:1").changed() == {"device": "cuda:1"}
    with pytest.raises(UserError, match="device is cuda:x"):
        TrainConfig(device="cuda:x")


def test_the_speed_test_measures_matrices_and_training() -> None:
    steps = speed.measure(Compute(), lambda: False, trial_s=0.01)
    stages = []
    while True:
        try:
            stages.append(next(steps))
        except StopIteration as end:
            found = end.value
            break
    assert [(stage.done, stage.total) for stage in stages] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert found.keys() == {"fp32_gflops", "bf16_gflops", "tokens_per_second"}
    assert min(found.values()) > 0


def test_a_speed_test_that_is_stopped_says_nothing_it_has_not_measured() -> None:
    steps = speed.measure(Compute(), lambda: True, trial_s=60)
    next(steps)
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value == {}


def test_the_report_has_a_row_for_device_processor_and_speed() -> None:
    facts = device.facts() | {"speed": {"fp32_gflops": 123.4}}
    rows = {finding.id: finding.text for finding in doctor.of_device(facts)}
    assert {"device", "features", "gpu", "fp32_gflops"} <= rows.keys()
    assert rows["fp32_gflops"] == "123 GFLOPS"
    assert "free" in rows["device"]
