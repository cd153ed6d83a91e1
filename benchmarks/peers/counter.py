"""One widget that redraws a counter at each key: what a key in the rating screen is measured against."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Counter(App[None]):
    count = 0

    def compose(self) -> ComposeResult:
        yield Static("count 0 ready", markup=False)

    def on_key(self, event: events.Key) -> None:
        self.count += 1
        self.query_one(Static).update(f"count {self.count} .")


if __name__ == "__main__":
    Counter().run()
