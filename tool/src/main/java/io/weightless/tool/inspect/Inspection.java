package io.weightless.tool.inspect;

import io.weightless.inspect.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the user sees, and where he is in it. Knows nothing of terminals and connections.
final class Inspection {
  final String place;
  private final Map<String, Snapshot> latest = new HashMap<>();
  private final Cursor cursor = new Cursor();
  private List<Known> reactors = List.of();
  private List<Item> items = List.of();
  private Choice choice;
  private @Nullable Page page;
  private int scrolled;
  private @Nullable String typed;
  private String trouble = "";
  private boolean isPaused;
  private boolean isOver;

  /// @param place whom it is about
  Inspection(String place, Choice choice) {
    this.place = place;
    this.choice = choice;
  }

  /// A picture has come.
  void see(Picture next) {
    trouble = "";
    if (isPaused) {
      return;
    }
    boolean isAlone = next.reactors().size() == 1;
    reactors =
        next.reactors().stream()
            .map(one -> Known.of(one, latest.get(one.name()), isAlone))
            .toList();
    latest.keySet().removeIf(name -> reactors.stream().noneMatch(one -> one.name().equals(name)));
    for (Seen seen : next.reactors()) {
      if (seen.snapshot() != null) {
        latest.put(seen.name(), seen.snapshot());
      }
    }
    arrange();
  }

  /// None could be had.
  void lose(String reason) {
    trouble = reason;
  }

  /// An answer has come.
  void answer(Page answer) {
    if (page != null && page.question() != null && page.question().equals(answer.question())) {
      page = answer;
    }
  }

  private void arrange() {
    items = Rows.of(reactors, choice);
    cursor.follow(items);
  }

  void press(Key key, int rows) {
    if (key == Key.Named.INTERRUPT) {
      isOver = true;
    } else if (typed != null) {
      type(typed, key);
    } else if (page != null) {
      pressInPage(key, rows);
    } else {
      pressInList(key, rows);
    }
  }

  /// The filter works as it is typed.
  private void type(String text, Key key) {
    switch (key) {
      case Key.Typed(int c) -> typed = text + Character.toString(c);
      case Key.Named.BACKSPACE ->
          typed =
              text.isEmpty() ? null : text.substring(0, text.offsetByCodePoints(text.length(), -1));
      case Key.Named.ENTER -> typed = null;
      case Key.Named.ESCAPE -> {
        typed = null;
        choose(choice.with(""));
      }
      default -> {}
    }
    if (typed != null) {
      choose(choice.with(typed));
    }
  }

  private void pressInPage(Key key, int rows) {
    switch (key) {
      case Key.Typed(int c) when c == 'q' || c == '?' -> page = null;
      case Key.Named.ESCAPE, Key.Named.ENTER, Key.Named.LEFT, Key.Named.BACKSPACE -> page = null;
      default -> scrolled = Cursor.moved(scrolled, key, rows, Integer.MAX_VALUE);
    }
  }

  private void pressInList(Key key, int rows) {
    switch (key) {
      case Key.Typed(int c) -> pressInList(c, key, rows);
      case Key.Named.TAB -> choose(choice.with(choice.view().next()));
      case Key.Named.ESCAPE -> choose(choice.with(""));
      case Key.Named.ENTER, Key.Named.RIGHT -> ask();
      default -> cursor.move(key, rows, items);
    }
  }

  private void pressInList(int c, Key key, int rows) {
    switch (c) {
      case 'q' -> isOver = true;
      case '?', 'h' -> show(Page.HELP);
      case '/' -> typed = choice.filter();
      case 's' -> choose(choice.with(choice.view().after(choice.order())));
      case 'p', ' ' -> isPaused = !isPaused;
      case '1', '2', '3', '4' -> choose(choice.with(View.numbered(c - '0')));
      default -> cursor.move(key, rows, items);
    }
  }

  private void choose(Choice other) {
    choice = other;
    arrange();
  }

  private void ask() {
    Item item = cursor.selected(items);
    if (item != null && item.row().question() != null) {
      show(Page.loading(item.row().question()));
    }
  }

  private void show(Page next) {
    page = next;
    scrolled = 0;
  }

  List<Known> reactors() {
    return reactors;
  }

  List<Item> items() {
    return items;
  }

  Choice choice() {
    return choice;
  }

  Cursor cursor() {
    return cursor;
  }

  /// What is shown in place of the list, or null.
  @Nullable Page page() {
    return page;
  }

  /// What is to be asked for, or null: in a pause only what has no answer yet.
  Row.@Nullable Question question() {
    return page == null || (isPaused && !page.isLoading()) ? null : page.question();
  }

  /// How many lines of the page are above the screen.
  ///
  /// @param most so that its last line is at the end of the screen
  int scrolled(int most) {
    scrolled = Math.max(0, Math.min(scrolled, most));
    return scrolled;
  }

  /// The filter is being typed.
  boolean isTyping() {
    return typed != null;
  }

  /// Why there is no new picture; empty when all is well.
  String trouble() {
    return trouble;
  }

  boolean isPaused() {
    return isPaused;
  }

  /// The user has left.
  boolean isOver() {
    return isOver;
  }
}
