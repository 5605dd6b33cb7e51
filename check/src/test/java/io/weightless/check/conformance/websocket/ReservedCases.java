package io.weightless.check.conformance.websocket;

import static io.weightless.check.conformance.websocket.Frame.continuation;
import static io.weightless.check.conformance.websocket.Frame.ping;
import static io.weightless.check.conformance.websocket.Frame.text;

import java.util.ArrayList;
import java.util.List;

/// Groups 3 and 4: reserved bits and opcodes (RFC 6455, section 5.2).
final class ReservedCases {
  private static final int[] KNOWN = {
    Frame.TEXT, Frame.BINARY, Frame.CLOSE, Frame.PING, Frame.PONG
  };
  private static final int[] UNKNOWN = {3, 4, 5, 6, 7, 11, 12, 13, 14, 15};

  private ReservedCases() {}

  static List<Case> bits() {
    List<Case> cases = new ArrayList<>();
    for (int bits = 1; bits <= 7; bits++) {
      for (int opcode : KNOWN) {
        Frame frame = Frame.of(opcode, opcode == Frame.CLOSE ? "\u0003\u00e8" : "Hello");
        cases.add(
            refused("3." + bits + "." + opcode, "bits, nothing agreed", frame.reserved(bits)));
      }
      cases.add(
          Case.of("3." + bits + ".0", "reserved bits of a fragment, nothing agreed")
              .sends(text("a").unfinished(), continuation("b").reserved(bits))
              .fails(1002));
      cases.add(refused("3." + bits + ".empty", "bits of nothing", text("").reserved(bits)));
      cases.add(
          Case.of("3." + bits + ".head", "reserved bits, seen before the length is")
              .sendsRaw("" + (char) (Frame.FINAL | (bits << 4) | Frame.TEXT))
              .fails(1002));
    }
    addAgreed(cases);
    return cases;
  }

  private static void addAgreed(List<Case> cases) {
    for (int bits = 1; bits <= 7; bits++) {
      for (int opcode : KNOWN) {
        boolean isCompressed = bits == 4 && opcode < Frame.CLOSE;
        if (!isCompressed) {
          Frame frame = Frame.of(opcode, opcode == Frame.CLOSE ? "\u0003\u00e8" : "");
          cases.add(
              refused(
                      "3.8." + bits + "." + opcode,
                      "bits, compression agreed",
                      frame.reserved(bits))
                  .offers(Agreement.NAME));
        }
      }
      cases.add(
          Case.of("3.8." + bits + ".0", "reserved bits of a fragment, compression agreed")
              .offers(Agreement.NAME)
              .sends(text("a").unfinished(), continuation("b").reserved(bits))
              .fails(1002));
    }
  }

  private static Case refused(String number, String what, Frame frame) {
    return Case.of(number, "reserved " + what)
        .sends(text("before"))
        .expects(Event.text("before"))
        .sends(frame)
        .sends(ping(""))
        .fails(1002);
  }

  static List<Case> opcodes() {
    List<Case> cases = new ArrayList<>();
    for (int opcode : UNKNOWN) {
      String number = "4." + opcode;
      String name = "opcode " + opcode;
      cases.add(
          Case.of(number + ".1", name + " with nothing").sends(Frame.of(opcode, "")).fails(1002));
      cases.add(
          Case.of(number + ".2", name + " with something")
              .sends(Frame.of(opcode, "reserved"))
              .fails(1002));
      cases.add(
          Case.of(number + ".3", name + " behind a message, and a ping behind it")
              .sends(text("before"))
              .expects(Event.text("before"))
              .sends(Frame.of(opcode, ""), ping(""))
              .fails(1002));
      cases.add(
          Case.of(number + ".4", name + " between two messages, octet by octet")
              .sends(text("before"))
              .expects(Event.text("before"))
              .sends(Frame.of(opcode, "reserved"), text("after"))
              .inPiecesOf(1)
              .fails(1002));
      cases.add(
          Case.of(number + ".5", name + " within a message")
              .sends(text("a").unfinished(), Frame.of(opcode, "b"), continuation("c"))
              .fails(1002));
      cases.add(
          Case.of(number + ".6", name + " in a fragment")
              .sends(Frame.of(opcode, "b").unfinished())
              .fails(1002));
      cases.add(
          Case.of(number + ".7", name + ", seen before the length is")
              .sendsRaw("" + (char) (Frame.FINAL | opcode))
              .fails(1002));
    }
    return cases;
  }
}
