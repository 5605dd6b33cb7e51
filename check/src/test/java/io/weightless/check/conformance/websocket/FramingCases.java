package io.weightless.check.conformance.websocket;

import static io.weightless.check.conformance.websocket.Frame.binary;
import static io.weightless.check.conformance.websocket.Frame.close;
import static io.weightless.check.conformance.websocket.Frame.continuation;
import static io.weightless.check.conformance.websocket.Frame.ping;
import static io.weightless.check.conformance.websocket.Frame.pong;
import static io.weightless.check.conformance.websocket.Frame.text;

import io.weightless.check.conformance.websocket.Frame.Form;
import java.util.ArrayList;
import java.util.List;

/// Group 1: lengths and masks (RFC 6455, sections 5.1 to 5.3).
final class FramingCases {
  private static final int[] LENGTHS = {0, 1, 2, 124, 125, 126, 127, 128, 255, 256, 65535, 65536};

  private FramingCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (int length : LENGTHS) {
      String note = " octets in a frame";
      String letters = "*".repeat(length);
      String noise = Samples.noise(length);
      cases.add(echo("1.1." + length, "a text of " + length + note, text(letters)));
      cases.add(echo("1.2." + length, "a binary message of " + length + note, binary(noise)));
    }
    cases.add(
        echo("1.1.chopped", "a text, 997 octets at a time", text(Samples.text(65536)))
            .inPiecesOf(997));
    cases.add(
        echo("1.2.chopped", "a binary message, 997 octets at a time", binary(Samples.noise(65536)))
            .inPiecesOf(997));
    addLengths(cases);
    addMasks(cases);
    return cases;
  }

  private static void addLengths(List<Case> cases) {
    for (int length : new int[] {0, 1, 124, 125}) {
      for (Form form : new Form[] {Form.TWO_OCTETS, Form.EIGHT_OCTETS}) {
        cases.add(tooLong(length, form));
      }
    }
    for (int length : new int[] {126, 65535}) {
      cases.add(tooLong(length, Form.EIGHT_OCTETS));
    }
    cases.add(
        Case.of("1.3.a", "a fragment's length in a longer form than need be")
            .sends(text("ab").unfinished(), continuation("c").in(Form.TWO_OCTETS))
            .fails(1002));
    cases.add(announced("1.3.b", Long.MIN_VALUE).fails(1002, 1009));
    cases.add(announced("1.3.c", -1).fails(1002, 1009));
    cases.add(announced("1.3.d", Long.MIN_VALUE + 5).fails(1002, 1009));
    cases.add(announced("1.3.e", Long.MAX_VALUE).fails(1009));
    cases.add(announced("1.3.f", 1L << 40).fails(1009));
    cases.add(announced("1.3.g", 1L << 32).fails(1009));
    cases.add(announced("1.3.h", (1L << 32) + 5).fails(1009));
    cases.add(announced("1.3.i", (16 << 20) + 1).fails(1009));
  }

  private static Case announced(String number, long length) {
    return Case.of(number, "a length of " + Long.toHexString(length))
        .sends(text("before"))
        .expects(Event.text("before"))
        .sendsRaw(binary("Hello").start(length));
  }

  private static Case tooLong(int length, Form form) {
    return Case.of("1.3." + length + "." + form, "a length in a longer form than need be")
        .sends(text("before"))
        .expects(Event.text("before"))
        .sends(binary("x".repeat(length)).in(form))
        .fails(1002);
  }

  private static void addMasks(List<Case> cases) {
    Frame[] frames = {
      text("Hello"),
      text(""),
      binary("Hello"),
      ping("Hello"),
      pong("Hello"),
      close(1000, ""),
      continuation("Hello"),
      text("x".repeat(126)),
      text("Hello").unfinished()
    };
    for (int i = 0; i < frames.length; i++) {
      cases.add(
          Case.of("1.4." + (i + 1), "no mask for opcode " + frames[i].opcode())
              .sends(text("before"))
              .expects(Event.text("before"))
              .sends(frames[i].unmasked())
              .fails(1002));
    }
    cases.add(
        Case.of("1.4.10", "no mask for a fragment")
            .sends(text("ab").unfinished(), continuation("c").unmasked())
            .fails(1002));
    cases.add(
        Case.of("1.5.1", "a mask of zeros")
            .sendsRaw("\u0081\u0085\0\0\0\0Hello")
            .expects(Event.text("Hello"))
            .closes());
    cases.add(
        Case.of("1.5.2", "a mask of ones")
            .sendsRaw(Octets.hex("82 83 ffffffff fe 01 00"))
            .expects(Event.binary(Octets.hex("01 fe ff")))
            .closes());
    cases.add(
        Case.of("1.5.3", "the masked text of RFC 6455, section 5.7")
            .sendsRaw(Octets.hex("81 85 37 fa 21 3d 7f 9f 4d 51 58"))
            .expects(Event.text("Hello"))
            .closes());
  }

  private static Case echo(String number, String name, Frame frame) {
    return Case.of(number, name)
        .sends(frame)
        .expects(new Event(frame.opcode(), frame.payload()))
        .closes();
  }
}
