package io.weightless.tool.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The line that the user is at, and which part of the list is on the screen. It stays at the same
/// thing while lines come and go around it; but at the first line it stays at the first line, so
/// that who looks for the greatest sees it.
final class Cursor {
  private int at;
  private int top;
  private @Nullable String key;

  /// Where `key` leads to from `at`.
  static int moved(int at, Key key, int rows, int end) {
    return switch (key) {
      case Key.Named.UP -> at - 1;
      case Key.Named.DOWN -> at + 1;
      case Key.Named.PAGE_UP -> at - rows;
      case Key.Named.PAGE_DOWN -> at + rows;
      case Key.Named.HOME -> 0;
      case Key.Named.END -> end;
      case Key.Typed(int c) when c == 'k' -> at - 1;
      case Key.Typed(int c) when c == 'j' -> at + 1;
      case Key.Typed(int c) when c == 'g' -> 0;
      case Key.Typed(int c) when c == 'G' -> end;
      default -> at;
    };
  }

  void move(Key pressed, int rows, List<Item> items) {
    go(moved(at, pressed, rows, items.size() - 1), items);
  }

  /// There are other lines.
  void follow(List<Item> items) {
    int wanted = at;
    for (int i = 0; key != null && i < items.size(); i++) {
      if (items.get(i).row().key().equals(key)) {
        wanted = i;
        break;
      }
    }
    go(wanted, items);
  }

  private void go(int wanted, List<Item> items) {
    at = Math.max(0, Math.min(wanted, items.size() - 1));
    Item selected = selected(items);
    key = selected == null || at == 0 ? null : selected.row().key();
  }

  @Nullable Item selected(List<Item> items) {
    return at < items.size() ? items.get(at) : null;
  }

  int at() {
    return at;
  }

  /// The first one that is shown, of as many as fit: so that the selected one is among them.
  int top(int rows, int count) {
    if (at < top) {
      top = at;
    } else if (at >= top + rows) {
      top = at - rows + 1;
    }
    top = Math.max(0, Math.min(top, count - rows));
    return top;
  }
}
