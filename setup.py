"""What pyproject.toml cannot say: the wheel carries assets/ and scenarios/ as game/_data/."""

from setuptools import find_packages, setup

DATA = ("assets", "scenarios")

setup(
    packages=[*find_packages(include=["game", "game.*"]), *(f"game._data.{name}" for name in DATA)],
    package_dir={f"game._data.{name}": name for name in DATA},
    package_data={f"game._data.{name}": ["**/*"] for name in DATA},
)
