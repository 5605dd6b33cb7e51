package io.weightless.tool.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Keys from the bytes of a raw terminal: UTF-8, and the sequences of ECMA-48 and xterm. These come
/// in pieces, too; an escape with nothing behind it is the key of that name.
final class Keyboard {
  /// Longer than any that a key sends.
  private static final int LONGEST_SEQUENCE = 16;

  private final ByteArrayOutputStream character = new ByteArrayOutputStream();
  private final StringBuilder sequence = new StringBuilder();
  private int bytesToCome;

  /// What was pressed, as far as `bytes` tell.
  List<Key> keys(ByteBuffer bytes) {
    List<Key> keys = new ArrayList<>();
    while (bytes.hasRemaining()) {
      add(bytes.get() & 0xff, keys);
    }
    if (isEscape()) {
      breakOff(keys);
    }
    return keys;
  }

  private boolean isEscape() {
    return sequence.toString().equals("\u001b");
  }

  private void add(int next, List<Key> keys) {
    if (!goesOn(next)) {
      breakOff(keys);
    }
    if (!sequence.isEmpty()) {
      addToSequence((char) next, keys);
    } else if (bytesToCome > 0) {
      addToCharacter(next, keys);
    } else if (next == 0x1b) {
      sequence.append((char) next);
    } else if (next >= 0xc0) {
      bytesToCome = next >= 0xf0 ? 4 : next >= 0xe0 ? 3 : 2;
      addToCharacter(next, keys);
    } else {
      keys.add(plain(next));
    }
  }

  /// Whether it may be a part of what has begun. A control character never is, so that Ctrl-C ends
  /// the program whatever came before.
  private boolean goesOn(int next) {
    return bytesToCome > 0 ? (next & 0xc0) == 0x80 : next >= ' ' && next < 0x7f;
  }

  /// What has begun has no more to it.
  private void breakOff(List<Key> keys) {
    if (isEscape()) {
      keys.add(Key.Named.ESCAPE);
    } else if (!sequence.isEmpty() || bytesToCome > 0) {
      keys.add(Key.Named.UNKNOWN);
    }
    sequence.setLength(0);
    character.reset();
    bytesToCome = 0;
  }

  private static Key plain(int next) {
    return switch (next) {
      case '\r', '\n' -> Key.Named.ENTER;
      case '\t' -> Key.Named.TAB;
      case 0x08, 0x7f -> Key.Named.BACKSPACE;
      case 0x03 -> Key.Named.INTERRUPT;
      case 0x0c -> Key.Named.REDRAW;
      default -> next < ' ' || next > 0x7f ? Key.Named.UNKNOWN : new Key.Typed(next);
    };
  }

  private void addToCharacter(int next, List<Key> keys) {
    character.write(next);
    bytesToCome--;
    if (bytesToCome == 0) {
      keys.add(new Key.Typed(character.toString(UTF_8).codePointAt(0)));
      character.reset();
    }
  }

  private void addToSequence(char next, List<Key> keys) {
    sequence.append(next);
    boolean isBegun = sequence.length() == 2 && (next == '[' || next == 'O');
    boolean isLast = next >= '@' && next <= '~' && !isBegun;
    if (isLast || sequence.length() == LONGEST_SEQUENCE) {
      keys.add(named(sequence.substring(1)));
      sequence.setLength(0);
    }
  }

  private static Key named(String sequence) {
    return switch (sequence) {
      case "[A", "OA" -> Key.Named.UP;
      case "[B", "OB" -> Key.Named.DOWN;
      case "[C", "OC" -> Key.Named.RIGHT;
      case "[D", "OD" -> Key.Named.LEFT;
      case "[5~" -> Key.Named.PAGE_UP;
      case "[6~" -> Key.Named.PAGE_DOWN;
      case "[H", "OH", "[1~", "[7~" -> Key.Named.HOME;
      case "[F", "OF", "[4~", "[8~" -> Key.Named.END;
      default -> Key.Named.UNKNOWN;
    };
  }
}
