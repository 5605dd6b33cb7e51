package io.weightless.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// One thing that happened, as the journal keeps it.
final class Entry {
  /// Which things happen, and as what they are written.
  enum Kind {
    // Of the driver.
    NEXT(1, "its driver let it go on"),
    SENT(2, "it was sent"),
    ENDED(3, "its input ended"),
    ANSWERED(4, "it was answered"),
    FAILED(5, "its driver threw"),
    // Of the program, which then goes on.
    EFFECT(6, "it took effect"),
    EFFECT_FAILED(7, "it failed in effect"),
    CHECKPOINT(8, "it made a checkpoint of"),
    // Of the program, which then waits for its driver.
    READ(9, "it read"),
    WROTE(10, "it wrote"),
    PAUSED(11, "it gave way"),
    ASKED(12, "it asked"),
    RETURNED(13, "it returned"),
    THREW(14, "it failed with"),
    /// What can't be journaled, which its name says; never written.
    OBSTACLE(15, "");

    private final int code;
    private final String words;

    Kind(int code, String words) {
      this.code = code;
      this.words = words;
    }

    static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new SnapshotRefused("it is malformed: an entry of kind " + code);
    }
  }

  private final Kind kind;

  /// Of an effect, or a request; empty for nothing.
  private final String name;

  private final byte[] bytes;

  private Entry(Kind kind, String name, byte[] bytes) {
    this.kind = kind;
    this.name = name;
    this.bytes = bytes;
  }

  static Entry of(Kind kind) {
    return of(kind, "");
  }

  static Entry of(Kind kind, String name) {
    return of(kind, name, new byte[0]);
  }

  static Entry of(Kind kind, String name, byte[] bytes) {
    return new Entry(kind, name, bytes);
  }

  static Entry read(Fields from) {
    return new Entry(Kind.of(from.one()), from.text(), from.bytes());
  }

  Kind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  void write(ByteArrayOutputStream to) {
    to.write(kind.code);
    Fields.write(to, name.getBytes(UTF_8));
    Fields.write(to, bytes);
  }

  /// As written.
  long size() {
    return 1 + Fields.size(name.getBytes(UTF_8).length) + Fields.size(bytes.length);
  }

  boolean is(Entry other) {
    return kind == other.kind && name.equals(other.name) && Arrays.equals(bytes, other.bytes);
  }

  /// What it says of the program.
  String told() {
    return switch (kind) {
      case WROTE, CHECKPOINT -> kind.words + " " + Fingerprint.shown(bytes);
      case EFFECT, EFFECT_FAILED -> kind.words + " '" + name + "'";
      case ASKED, THREW -> kind.words + " " + name;
      default -> kind.words;
    };
  }
}
