package io.weightless.check.conformance.websocket;

import static io.weightless.check.conformance.websocket.Frame.continuation;
import static io.weightless.check.conformance.websocket.Frame.text;
import static io.weightless.check.conformance.websocket.Octets.hex;

import java.util.ArrayList;
import java.util.List;

/// Group 14: compressed data of all kinds, right and wrong (RFC 7692, section 7.2.3; RFC 1951).
final class DeflateCases {
  private static final String HELLO = hex("f2 48 cd c9 c9 07 00");
  private static final Event HELLO_TEXT = Event.text("Hello");

  private DeflateCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    addBlocks(cases);
    addMessages(cases);
    addWrong(cases);
    return cases;
  }

  private static Case agreed(String number, String name) {
    return Case.of(number, name).offers(Agreement.NAME);
  }

  private static Case hello(String number, String name, String digits) {
    return agreed(number, name).sends(text(hex(digits)).reserved(4)).expects(HELLO_TEXT).closes();
  }

  private static void addBlocks(List<Case> cases) {
    cases.add(hello("14.1.1", "a block of the fixed code", "f2 48 cd c9 c9 07 00"));
    cases.add(hello("14.1.2", "a block that is stored", "00 05 00 fa ff 48 65 6c 6c 6f 00"));
    cases.add(hello("14.1.3", "a final block", "f3 48 cd c9 c9 07 00 00"));
    cases.add(hello("14.1.4", "two blocks", "f2 48 05 00 00 00 ff ff ca c9 c9 07 00"));
    cases.add(hello("14.1.5", "a final block, stored", "01 05 00 fa ff 48 65 6c 6c 6f 00"));
    cases.add(
        hello(
            "14.1.6",
            "stored blocks of nothing in front",
            "00 00 00 ff ff 00 00 00 ff ff f2 48 cd c9 c9 07 00"));
    cases.add(
        hello("14.1.7", "two stored blocks", "00 02 00 fd ff 48 65 00 03 00 fc ff 6c 6c 6f 00"));
    cases.add(
        hello("14.1.8", "a final block of nothing, and a block", "03 00 f2 48 cd c9 c9 07 00"));
    cases.add(
        agreed("14.1.9", "a message of nothing")
            .sends(text("\0").reserved(4))
            .expects(Event.text(""))
            .closes());
    cases.add(
        agreed("14.1.10", "a message of nothing, in a block of the fixed code")
            .sends(text(hex("02 00")).reserved(4))
            .expects(Event.text(""))
            .closes());
    cases.add(
        agreed("14.1.11", "a block of a dynamic code")
            .sendsCompressed(Frame.TEXT, Samples.text(3000), Traffic.WHOLE)
            .expects(Event.text(Samples.text(3000)))
            .closes());
  }

  private static void addMessages(List<Case> cases) {
    cases.add(
        agreed("14.2.1", "a message that refers to the one before it")
            .sends(text(HELLO).reserved(4), text(hex("f2 00 11 00 00")).reserved(4))
            .expects(HELLO_TEXT, HELLO_TEXT)
            .closes());
    cases.add(
        agreed("14.2.2", "a compressed message in fragments")
            .sends(text(HELLO.substring(0, 3)).reserved(4).unfinished())
            .sends(continuation(HELLO.substring(3)))
            .expects(HELLO_TEXT)
            .closes());
    cases.add(
        agreed("14.2.3", "a compressed message in fragments, some of nothing")
            .sends(text("").reserved(4).unfinished(), continuation(HELLO).unfinished())
            .sends(continuation("").unfinished(), continuation(""))
            .expects(HELLO_TEXT)
            .closes());
    cases.add(
        agreed("14.2.4", "a ping between compressed fragments, answered at once")
            .sends(text(HELLO.substring(0, 3)).reserved(4).unfinished(), Frame.ping("p"))
            .expects(Event.pong("p"))
            .waits()
            .sends(continuation(HELLO.substring(3)))
            .expects(HELLO_TEXT)
            .closes());
    cases.add(
        agreed("14.2.5", "messages that are not compressed, between those that are")
            .sends(text("plain"), text(HELLO).reserved(4), text("plain"))
            .sends(text("pl").unfinished(), continuation("ain"))
            .sends(text(hex("f2 00 11 00 00")).reserved(4))
            .expects(Event.text("plain"), HELLO_TEXT, Event.text("plain"))
            .expects(Event.text("plain"), HELLO_TEXT)
            .closes());
    cases.add(
        agreed("14.2.6", "only messages that are not compressed")
            .sends(text(""), Frame.binary("x"), text("y"))
            .expects(Event.text(""))
            .expects(Event.binary("x"), Event.text("y"))
            .closes());
    cases.add(
        agreed("14.2.7", "a message that refers to what is behind a final block")
            .sends(text(hex("f3 48 cd c9 c9 07 00 00")).reserved(4))
            .sends(text(hex("f2 00 11 00 00")).reserved(4))
            .expects(HELLO_TEXT, HELLO_TEXT)
            .closes());
  }

  private static void addWrong(List<Case> cases) {
    wrong(cases, "14.3.1", "a block of no kind", "06 00");
    wrong(
        cases,
        "14.3.2",
        "a stored block whose length contradicts itself",
        "00 05 00 00 00 48 65 6c 6c 6f 00");
    wrong(cases, "14.3.3", "a reference to before the first message", "f2 00 11 00 00");
    wrong(cases, "14.3.4", "octets that are no compressed data", "ff ff ff ff ff ff");
    wrong(cases, "14.3.5", "a stored block that is cut", "00 05 00 fa ff 48 65");
    wrong(cases, "14.3.6", "a dynamic code that is none", "04 c0 ff ff ff ff ff ff");
    cases.add(
        Case.of("14.3.7", "a reference to the message before it, though none is kept")
            .offers(Agreement.NAME + "; " + Agreement.CLIENT_RESET)
            .sends(text(HELLO).reserved(4), text(hex("f2 00 11 00 00")).reserved(4))
            .expects(HELLO_TEXT)
            .fails(1007, 1002));
    cases.add(
        agreed("14.3.8", "RSV1 on a later fragment")
            .sends(text(HELLO.substring(0, 3)).reserved(4).unfinished())
            .sends(continuation(HELLO.substring(3)).reserved(4))
            .fails(1002));
    cases.add(
        agreed("14.3.9", "no UTF-8 in front of compressed data that is not complete")
            .sendsRaw(text(hex("00 02 00 fd ff ff fe 00")).reserved(4).start(500))
            .fails(1007));
  }

  private static void wrong(List<Case> cases, String number, String name, String digits) {
    cases.add(
        agreed(number, name)
            .sends(text("before"))
            .expects(Event.text("before"))
            .sends(text(hex(digits)).reserved(4))
            .fails(1007, 1002));
  }
}
