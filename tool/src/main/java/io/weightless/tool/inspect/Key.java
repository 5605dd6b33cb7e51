package io.weightless.tool.inspect;

/// What was pressed.
sealed interface Key {
  /// A character.
  record Typed(int character) implements Key {}

  /// One that has a name.
  enum Named implements Key {
    UP,
    DOWN,
    LEFT,
    RIGHT,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    ENTER,
    TAB,
    BACKSPACE,
    ESCAPE,
    /// Ctrl-C.
    INTERRUPT,
    /// Ctrl-L: the screen is to be drawn anew.
    REDRAW,
    UNKNOWN
  }
}
