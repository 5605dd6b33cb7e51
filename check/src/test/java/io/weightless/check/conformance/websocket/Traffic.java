package io.weightless.check.conformance.websocket;

import org.jspecify.annotations.Nullable;

/// A case about a lot of octets, which are made when it is played.
///
/// @param size octets of each message
/// @param fragment octets in each frame
/// @param piece octets in each write
/// @param offer null for no compression
record Traffic(
    String number,
    int opcode,
    int size,
    int count,
    int fragment,
    int piece,
    @Nullable String offer) {
  static final int WHOLE = Integer.MAX_VALUE;

  /// How many different messages there are.
  private static final int KINDS = 16;

  Traffic(String number, int opcode, int size, int count) {
    this(number, opcode, size, count, WHOLE, WHOLE, null);
  }

  Traffic inFragmentsOf(int octets) {
    return new Traffic(number, opcode, size, count, octets, piece, offer);
  }

  Traffic inPiecesOf(int octets) {
    return new Traffic(number, opcode, size, count, fragment, octets, offer);
  }

  Traffic compressed(String extension) {
    return new Traffic(number, opcode, size, count, fragment, piece, extension);
  }

  Case toCase() {
    Case test = Case.of(number, "traffic").inPiecesOf(piece);
    if (offer != null) {
      test.offers(offer);
    }
    String source = Samples.of(opcode, size + KINDS);
    for (int i = 0; i < count; i++) {
      String message =
          opcode == Frame.TEXT ? rotated(source, i) : source.substring(i % KINDS, i % KINDS + size);
      add(test, message);
    }
    return test.closes();
  }

  /// Texts can't be cut anywhere.
  private String rotated(String source, int i) {
    String start = "0123456789abcdef".substring(i % KINDS);
    String all = start + source;
    int end = size;
    while (end > 0 && all.charAt(end) >= 0x80) {
      end--;
    }
    return all.substring(0, end) + "~".repeat(size - end);
  }

  private void add(Case test, String message) {
    test.expects(new Event(opcode, message));
    if (offer != null) {
      test.sendsCompressed(opcode, message, fragment);
      return;
    }
    int at = 0;
    do {
      int end = (int) Math.min(message.length(), (long) at + fragment);
      Frame frame = Frame.of(at == 0 ? opcode : Frame.CONTINUATION, message.substring(at, end));
      test.sends(end == message.length() ? frame : frame.unfinished());
      at = end;
    } while (at < message.length());
  }

  @Override
  public String toString() {
    return number
        + " "
        + count
        + (opcode == Frame.TEXT ? " texts of " : " binary messages of ")
        + size
        + (fragment == WHOLE ? "" : " in fragments of " + fragment)
        + (piece == WHOLE ? "" : " in pieces of " + piece)
        + (offer == null ? "" : " (" + offer + ")");
  }
}
