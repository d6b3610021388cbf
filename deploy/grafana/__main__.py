"""Writes every dashboard as Grafana takes it."""

from deploy.grafana.all import FOLDER, all_written


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in all_written().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
