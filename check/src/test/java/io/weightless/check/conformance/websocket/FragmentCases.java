package io.weightless.check.conformance.websocket;

import static io.weightless.check.conformance.websocket.Frame.binary;
import static io.weightless.check.conformance.websocket.Frame.close;
import static io.weightless.check.conformance.websocket.Frame.continuation;
import static io.weightless.check.conformance.websocket.Frame.ping;
import static io.weightless.check.conformance.websocket.Frame.pong;
import static io.weightless.check.conformance.websocket.Frame.text;

import java.util.ArrayList;
import java.util.List;

/// Group 5: messages in fragments, and control frames between them (RFC 6455, section 5.4).
final class FragmentCases {
  private static final Frame FIRST = text("fragment1").unfinished();
  private static final Frame LAST = continuation("fragment2");
  private static final Event BOTH = Event.text("fragment1fragment2");

  private FragmentCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    addRight(cases);
    addControls(cases);
    addWrong(cases);
    return cases;
  }

  private static void addRight(List<Case> cases) {
    cases.add(Case.of("5.3", "a text in two fragments").sends(FIRST, LAST).expects(BOTH).closes());
    cases.add(
        Case.of("5.4", "a binary message in two fragments")
            .sends(binary("a").unfinished(), LAST)
            .expects(Event.binary("afragment2"))
            .closes());
    cases.add(split("5.5", 1, 100).closes());
    cases.add(split("5.5.b", 1, 1000).closes());
    cases.add(split("5.5.c", 125, 20).closes());
    cases.add(split("5.5.d", 126, 20).closes());
    cases.add(split("5.5.e", 1300, 50).closes());
    Frame none = continuation("").unfinished();
    cases.add(
        Case.of("5.6.1", "fragments of nothing in front")
            .sends(text("").unfinished(), none, none, continuation("x"))
            .expects(Event.text("x"))
            .closes());
    cases.add(
        Case.of("5.6.2", "fragments of nothing behind")
            .sends(FIRST, none, none, continuation(""))
            .expects(Event.text("fragment1"))
            .closes());
    cases.add(
        Case.of("5.6.3", "fragments of nothing only")
            .sends(text("").unfinished(), none, none, continuation(""))
            .expects(Event.text(""))
            .closes());
    cases.add(
        Case.of("5.6.4", "a binary message of nothing, in fragments")
            .sends(binary("").unfinished(), continuation(""))
            .expects(Event.binary(""))
            .closes());
    cases.add(
        Case.of("5.7", "one message after the other, all in fragments")
            .sends(FIRST, LAST, binary("a").unfinished(), continuation("b"), FIRST, LAST)
            .expects(BOTH, Event.binary("ab"), BOTH)
            .closes());
    Case thousand = Case.of("5.8", "1,000 fragments of nothing");
    thousand.sends(FIRST);
    for (int i = 0; i < 1000; i++) {
      thousand.sends(none);
    }
    cases.add(thousand.sends(LAST).expects(BOTH).closes());
  }

  private static Case split(String number, int size, int count) {
    Case split = Case.of(number, count + " fragments of " + size + " octets");
    String part = "x".repeat(size);
    split.sends(text(part).unfinished());
    for (int i = 2; i < count; i++) {
      split.sends(continuation(part).unfinished());
    }
    return split.sends(continuation(part)).expects(Event.text(part.repeat(count)));
  }

  private static void addControls(List<Case> cases) {
    cases.add(
        Case.of("5.9.1", "a ping between two fragments, answered at once")
            .sends(FIRST, ping("now"))
            .expects(Event.pong("now"))
            .waits()
            .sends(LAST)
            .expects(BOTH)
            .closes());
    cases.add(
        Case.of("5.9.2", "a ping between two fragments, all in one write")
            .sends(FIRST, ping("now"), LAST)
            .expects(Event.pong("now"), BOTH)
            .closes());
    cases.add(
        Case.of("5.9.3", "a ping of 125 octets between two fragments")
            .sends(FIRST, ping("p".repeat(125)), LAST)
            .expects(Event.pong("p".repeat(125)), BOTH)
            .closes());
    cases.add(
        Case.of("5.9.4", "a pong between two fragments")
            .sends(FIRST, pong("p"), LAST)
            .expects(BOTH)
            .closes());
    Frame more = continuation("-").unfinished();
    cases.add(
        Case.of("5.9.5", "pings between many fragments, answered in their order")
            .sends(FIRST, ping("1"), more, ping("2"), more, ping("3"), ping("4"), LAST)
            .expects(Event.pong("1"), Event.pong("2"), Event.pong("3"), Event.pong("4"))
            .expects(Event.text("fragment1--fragment2"))
            .closes());
    cases.add(
        Case.of("5.9.6", "pings between many fragments, each answered before the next comes")
            .sends(FIRST, ping("1"))
            .expects(Event.pong("1"))
            .waits()
            .sends(more, ping("2"))
            .expects(Event.pong("2"))
            .waits()
            .sends(more, ping("3"))
            .expects(Event.pong("3"))
            .waits()
            .sends(LAST)
            .expects(Event.text("fragment1--fragment2"))
            .closes());
    addCloses(cases);
  }

  private static void addCloses(List<Case> cases) {
    cases.add(
        Case.of("5.9.7", "a close between two fragments")
            .sends(FIRST, close(1000, ""))
            .answers(1000));
    cases.add(
        Case.of("5.9.8", "a close between two fragments, and the second one behind it")
            .sends(FIRST, close(1000, ""), LAST)
            .answers(1000));
  }

  private static void addWrong(List<Case> cases) {
    Frame[] strays = {LAST, continuation(""), LAST.unfinished(), continuation("").unfinished()};
    for (int i = 0; i < strays.length; i++) {
      String number = "5.10." + (i + 1);
      cases.add(Case.of(number + ".a", "a continuation of nothing").sends(strays[i]).fails(1002));
      cases.add(
          Case.of(number + ".b", "a continuation of nothing, and a message")
              .sends(strays[i], text("after"))
              .fails(1002));
      cases.add(
          Case.of(number + ".c", "a continuation behind a message that is whole")
              .sends(text("before"), strays[i])
              .expects(Event.text("before"))
              .fails(1002));
      cases.add(
          Case.of(number + ".d", "a continuation behind a message that was in fragments")
              .sends(FIRST, LAST, strays[i])
              .expects(BOTH)
              .fails(1002));
    }
    Frame[] others = {text("x"), binary("x"), text("x").unfinished(), binary("").unfinished()};
    for (int i = 0; i < others.length; i++) {
      String number = "5.11." + (i + 1);
      cases.add(
          Case.of(number + ".a", "a message that begins within another one")
              .sends(FIRST, others[i], LAST)
              .fails(1002));
      cases.add(
          Case.of(number + ".b", "a message that begins within one of bytes")
              .sends(binary("").unfinished(), others[i])
              .fails(1002));
    }
    cases.add(
        Case.of("5.12", "a close that is a fragment")
            .sends(close(1000, "").unfinished())
            .fails(1002));
    cases.add(
        Case.of("5.13", "a ping that is a fragment, within a message")
            .sends(FIRST, ping("a").unfinished(), continuation("b"), LAST)
            .fails(1002));
  }
}
