package io.weightless.check.conformance.websocket;

import static io.weightless.check.conformance.websocket.Frame.continuation;
import static io.weightless.check.conformance.websocket.Frame.text;
import static io.weightless.check.conformance.websocket.Octets.hex;
import static io.weightless.check.conformance.websocket.Octets.utf8;

import java.util.ArrayList;
import java.util.List;

/// Group 6: texts are UTF-8, and what is not is refused as soon as it is seen (RFC 6455, section
/// 8.1; RFC 3629).
final class Utf8Cases {
  private static final int[] POINTS = {
    0, 1, 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0xd7ff, 0xe000, 0xfdd0, 0xfeff, 0xfffd, 0xfffe,
    0xffff, 0x10000, 0x1f600, 0x1fffe, 0x1ffff, 0x3ffff, 0x40000, 0xffffe, 0x10fffe, 0x10ffff
  };

  private static final String[] TEXTS = {
    "Hello-\u00b5@\u00df\u00f6\u00e4\u00fc\u00e0\u00e1-UTF-8!!",
    "\u03ba\u1f79\u03c3\u03bc\u03b5",
    "\u6c34\u3068\u706b",
    "\ud83d\ude00\ud83d\udc69\u200d\ud83d\udcbb",
    "\ufeffmark",
    "a\u0300\u0301"
  };

  /// What can be seen to be wrong by its last octet.
  private static final String[] WRONG = {
    "80",
    "bf",
    "80bf",
    "80bf80bf80bf",
    "fe",
    "ff",
    "fefeffff",
    "c020",
    "e020",
    "e08020",
    "f020",
    "f09020",
    "f0908020",
    "c0af",
    "e080af",
    "f08080af",
    "f8808080af",
    "fc80808080af",
    "c1bf",
    "e09fbf",
    "f08fbfbf",
    "f887bfbfbf",
    "fc83bfbfbfbf",
    "c080",
    "e08080",
    "f0808080",
    "eda080",
    "edadbf",
    "edae80",
    "edafbf",
    "edb080",
    "edbe80",
    "edbfbf",
    "eda080edb080",
    "edafbfedbfbf",
    "f4908080",
    "f490",
    "f5808080",
    "f7bfbfbf",
    "f888808080",
    "fbbfbfbfbf",
    "fc8480808080",
    "fdbfbfbfbfbf",
    "c2c2",
    "e282c2",
    "f09f98f0",
    "c3a9bf"
  };

  /// What would be right if it went on.
  private static final String[] CUT = {
    "c2",
    "df",
    "e0",
    "e0a0",
    "e1",
    "efbf",
    "ed9f",
    "f0",
    "f090",
    "f09080",
    "f48f",
    "f48fbf",
    "cebae1bdb9cf83cebce1"
  };

  private Utf8Cases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    addRight(cases);
    addWrong(cases);
    for (String cut : CUT) {
      String octets = "before " + hex(cut);
      cases.add(
          Case.of("6.4." + cut, "a character that is cut at the end")
              .sends(text(octets))
              .fails(1007));
      cases.add(
          Case.of("6.5." + cut, "a character that is cut at the end of the last fragment")
              .sends(text("a").unfinished(), continuation(octets))
              .fails(1007));
      cases.add(
          Case.of("6.6." + cut, "a character that is cut before a last fragment of nothing")
              .sends(text(octets).unfinished(), continuation(""))
              .fails(1007));
      cases.add(
          Case.of("6.7." + cut, "a cut character is no matter of the next message")
              .sends(text(octets), text(hex("bf")))
              .fails(1007));
    }
    cases.add(
        Case.of("6.8.1", "bytes need not be a text")
            .sends(Frame.binary(hex("ff80c0")))
            .expects(Event.binary(hex("ff80c0")))
            .closes());
    return cases;
  }

  private static void addRight(List<Case> cases) {
    for (int point : POINTS) {
      String text = utf8(Character.toString(point));
      String name = "U+" + Integer.toHexString(point);
      cases.add(
          Case.of("6.1." + name, "a text of it")
              .sends(text(text))
              .expects(Event.text(text))
              .closes());
      cases.add(fragments("6.1." + name + ".f", utf8("x") + text + utf8("y")));
    }
    for (int i = 0; i < TEXTS.length; i++) {
      String text = utf8(TEXTS[i]);
      cases.add(
          Case.of("6.2." + (i + 1), "a text").sends(text(text)).expects(Event.text(text)).closes());
      cases.add(fragments("6.2." + (i + 1) + ".f", text));
      cases.add(fragments("6.2." + (i + 1) + ".long", text.repeat(20)));
      cases.add(
          Case.of("6.2." + (i + 1) + ".c", "a compressed text")
              .offers(Agreement.NAME)
              .sendsCompressed(Frame.TEXT, text, 1)
              .expects(Event.text(text))
              .closes());
    }
  }

  private static Case fragments(String number, String text) {
    Case fragments =
        Case.of(number, "a text with a fragment for each octet")
            .sends(text(text.substring(0, 1)).unfinished());
    for (int i = 1; i < text.length() - 1; i++) {
      fragments.sends(continuation(text.substring(i, i + 1)).unfinished());
    }
    return fragments
        .sends(continuation(text.substring(text.length() - 1)))
        .expects(Event.text(text))
        .closes();
  }

  private static void addWrong(List<Case> cases) {
    for (String wrong : WRONG) {
      String octets = utf8("\u03ba\u1f79") + hex(wrong);
      String number = "6.3." + wrong.replace(" ", "");
      cases.add(
          Case.of(number + ".1", "no UTF-8 in a frame").sends(text(octets + "after")).fails(1007));
      cases.add(
          Case.of(number + ".2", "no UTF-8 in the first fragment, and nothing behind it")
              .sends(text(octets).unfinished())
              .fails(1007));
      cases.add(
          Case.of(number + ".3", "no UTF-8 in a frame that is not complete")
              .sends(text("before"))
              .expects(Event.text("before"))
              .waits()
              .sendsRaw(text(octets).start(octets.length() + 1000))
              .fails(1007));
      cases.add(
          Case.of(number + ".4", "no UTF-8 in a second fragment that is not complete")
              .sends(text(utf8("\u03ba")).unfinished(), Frame.ping(""))
              .expects(Event.pong(""))
              .waits()
              .sendsRaw(continuation(octets).start(octets.length() + 70000))
              .fails(1007));
      cases.add(
          Case.of(number + ".5", "no UTF-8, compressed")
              .offers(Agreement.NAME)
              .sendsCompressed(Frame.TEXT, octets, 5)
              .fails(1007));
      cases.add(
          Case.of(number + ".6", "no UTF-8 over two fragments")
              .sends(text(octets.substring(0, octets.length() - 1)).unfinished())
              .sends(continuation(octets.substring(octets.length() - 1)).unfinished())
              .fails(1007));
    }
  }
}
