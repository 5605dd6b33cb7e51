package io.weightless.check.conformance.websocket;

import static io.weightless.check.conformance.websocket.Frame.ping;
import static io.weightless.check.conformance.websocket.Frame.pong;
import static io.weightless.check.conformance.websocket.Frame.text;

import java.util.ArrayList;
import java.util.List;

/// Group 2: pings and pongs (RFC 6455, sections 5.5.2 and 5.5.3).
final class PingCases {
  private PingCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    String noise = Octets.hex("00 ff fe fd fc fb 00 ff");
    cases.add(answered("2.1", "a ping of nothing", ""));
    cases.add(answered("2.2", "a ping with a text", "Hello, world!"));
    cases.add(answered("2.3", "a ping with octets that are no text", noise));
    cases.add(answered("2.4", "a ping of 125 octets", "\u00fe".repeat(125)));
    for (int length : new int[] {126, 127, 65535, 65536}) {
      cases.add(
          Case.of("2.5." + length, "a ping of " + length + " octets")
              .sends(ping("x".repeat(length)))
              .fails(1002));
      cases.add(
          Case.of("2.5.head." + length, "only the head of a ping of " + length + " octets")
              .sendsRaw(ping("").start(length))
              .fails(1002));
    }
    cases.add(answered("2.6", "a ping of 125 octets, chopped", "\u00fe".repeat(125)).inPiecesOf(7));
    for (String payload : new String[] {"", "unsolicited", noise, "x".repeat(125)}) {
      cases.add(
          Case.of("2.7." + payload.length(), "a pong that nobody asked for")
              .sends(pong(payload), text("after"))
              .expects(Event.text("after"))
              .closes());
    }
    cases.add(Case.of("2.8", "a pong of 126 octets").sends(pong("x".repeat(126))).fails(1002));
    cases.add(
        Case.of("2.9", "a pong that nobody asked for, and a ping")
            .sends(pong("unsolicited"), ping("asked"))
            .expects(Event.pong("asked"))
            .closes());
    addMany(cases);
    addFragments(cases);
    return cases;
  }

  private static void addMany(List<Case> cases) {
    cases.add(many("2.10", 10).closes());
    cases.add(many("2.11", 10).inPiecesOf(1).closes());
    cases.add(many("2.12", 90).closes());
    cases.add(
        Case.of("2.13", "a ping, answered before anything else comes")
            .sends(ping("1"))
            .expects(Event.pong("1"))
            .waits()
            .sends(ping("2"))
            .expects(Event.pong("2"))
            .waits()
            .closes());
    cases.add(
        Case.of("2.14", "pings between messages, answered in their order")
            .sends(text("a"), ping("1"), text("b"), ping("2"))
            .expects(Event.text("a"), Event.pong("1"), Event.text("b"), Event.pong("2"))
            .closes());
  }

  private static void addFragments(List<Case> cases) {
    cases.add(
        Case.of("2.15", "a ping that is a fragment").sends(ping("x").unfinished()).fails(1002));
    cases.add(
        Case.of("2.16", "a pong that is a fragment").sends(pong("x").unfinished()).fails(1002));
    cases.add(
        Case.of("2.17", "a ping with its length in two octets")
            .sends(ping("x").in(Frame.Form.TWO_OCTETS))
            .fails(1002));
    cases.add(
        Case.of("2.18", "a ping with its length in eight octets")
            .sends(ping("x").in(Frame.Form.EIGHT_OCTETS))
            .fails(1002));
  }

  private static Case many(String number, int count) {
    Case many = Case.of(number, count + " pings at once, each answered");
    for (int i = 0; i < count; i++) {
      many.sends(ping("payload-" + i)).expects(Event.pong("payload-" + i));
    }
    return many;
  }

  private static Case answered(String number, String name, String payload) {
    return Case.of(number, name).sends(ping(payload)).expects(Event.pong(payload)).closes();
  }
}
