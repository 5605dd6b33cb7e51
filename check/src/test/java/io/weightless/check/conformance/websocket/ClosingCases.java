package io.weightless.check.conformance.websocket;

import static io.weightless.check.conformance.websocket.Frame.close;
import static io.weightless.check.conformance.websocket.Frame.code;
import static io.weightless.check.conformance.websocket.Frame.continuation;
import static io.weightless.check.conformance.websocket.Frame.ping;
import static io.weightless.check.conformance.websocket.Frame.text;
import static io.weightless.check.conformance.websocket.Octets.hex;

import java.util.ArrayList;
import java.util.List;

/// Group 7: how connections end (RFC 6455, sections 5.5.1 and 7).
final class ClosingCases {
  private static final int[] VALID = {
    1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999
  };
  private static final int[] INVALID = {
    0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 1999, 2000, 2999, 5000, 9999, 32768, 65535
  };

  private ClosingCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    addAfter(cases);
    addPayloads(cases);
    addCodes(cases);
    addHangUps(cases);
    return cases;
  }

  private static void addAfter(List<Case> cases) {
    Frame bye = close(1000, "");
    cases.add(
        Case.of("7.1.1", "a message, and a close when it is back")
            .sends(text("Hello"))
            .expects(Event.text("Hello"))
            .closes());
    cases.add(
        Case.of("7.1.1.b", "messages, a ping and a close at once")
            .sends(text("a"), ping("p"), text("b"), bye)
            .expects(Event.text("a"), Event.pong("p"), Event.text("b"))
            .answers(1000));
    cases.add(Case.of("7.1.2", "a second close gets no answer").sends(bye, bye).answers(1000));
    cases.add(
        Case.of("7.1.3", "a ping behind a close gets no answer")
            .sends(bye, ping(""))
            .answers(1000));
    cases.add(
        Case.of("7.1.4", "a message behind a close gets no answer")
            .sends(bye, text("x"))
            .answers(1000));
    cases.add(
        Case.of("7.1.5", "a close within a message, the rest behind it")
            .sends(text("a").unfinished(), bye, continuation("b"))
            .answers(1000));
    String long256 = Samples.text(256 * 1024);
    cases.add(
        Case.of("7.1.6", "a message of 256 KiB, a close and a ping")
            .sends(text(long256), bye, ping(""))
            .expects(Event.text(long256))
            .answers(1000));
    cases.add(
        Case.of("7.1.7", "what breaks the protocol behind a close is not seen")
            .sends(bye)
            .sendsRaw(hex("ff ff ff"))
            .answers(1000));
    cases.add(
        Case.of("7.1.8", "a lot behind a close is not answered, and costs no close")
            .sends(bye, text(long256))
            .answers(1000));
    addAfterViolations(cases, long256);
  }

  private static void addAfterViolations(List<Case> cases, String long256) {
    cases.add(
        Case.of("7.1.9", "a violation, and a close behind it")
            .sends(text("x").reserved(1), close(1000, ""))
            .fails(1002));
    cases.add(
        Case.of("7.1.9.b", "a violation, and the client does not answer the close")
            .sends(text("x").reserved(1))
            .fails(1002)
            .silently());
    cases.add(
        Case.of("7.1.10", "a violation, and a lot behind it")
            .sends(text("x").reserved(1), text(long256))
            .fails(1002));
    cases.add(
        Case.of("7.1.11", "two violations get one close")
            .sends(text("x").reserved(1), Frame.of(3, ""))
            .fails(1002));
  }

  private static void addPayloads(List<Case> cases) {
    cases.add(
        Case.of("7.3.1", "a close of nothing")
            .sends(Frame.of(Frame.CLOSE, ""))
            .answers(Event.NO_CODE, 1000));
    cases.add(
        Case.of("7.3.2", "a close of one octet").sends(Frame.of(Frame.CLOSE, "a")).fails(1002));
    cases.add(
        Case.of("7.3.2.b", "a close of one octet that begins a good code")
            .sends(Frame.of(Frame.CLOSE, "\u0003"))
            .fails(1002));
    cases.add(Case.of("7.3.3", "a close with a code only").sends(close(1000, "")).answers(1000));
    cases.add(
        Case.of("7.3.4", "a close with a reason").sends(close(1000, "Hello World!")).answers(1000));
    String umlauts = Octets.utf8("gr\u00fc\u00dfe \u6c34");
    cases.add(
        Case.of("7.3.4.b", "a close with a reason beyond ASCII")
            .sends(close(1001, umlauts))
            .answers(1001));
    cases.add(
        Case.of("7.3.5", "a close with the longest reason")
            .sends(close(1000, "*".repeat(123)))
            .answers(1000));
    cases.add(
        Case.of("7.3.6", "a close with a reason that is too long")
            .sends(close(1000, "*".repeat(124)))
            .fails(1002));
    cases.add(
        Case.of("7.3.7", "the head of a close that is too long")
            .sendsRaw(close(1000, "").start(126))
            .fails(1002));
    cases.add(
        Case.of("7.3.8", "a close with its length in two octets")
            .sends(close(1000, "").in(Frame.Form.TWO_OCTETS))
            .fails(1002));
    String[] wrong = {
      "ff", "c3", "edbfbf", "cebae1bdb9cf83cebcceb5eda080656469746564", "c080", "f4908080", "80"
    };
    for (String reason : wrong) {
      cases.add(
          Case.of("7.5." + reason, "a close with a reason that is no UTF-8")
              .sends(text("before"))
              .expects(Event.text("before"))
              .sends(close(1000, hex(reason)))
              .fails(1007));
    }
  }

  private static void addCodes(List<Case> cases) {
    for (int code : VALID) {
      cases.add(
          Case.of("7.7." + code, "a close with a good code").sends(close(code, "")).answers(code));
      cases.add(
          Case.of("7.7." + code + ".b", "a close with a good code and a reason")
              .sends(close(code, "because"))
              .answers(code));
    }
    for (int code : INVALID) {
      cases.add(
          Case.of("7.9." + code, "a close with a code that nobody may send")
              .sends(Frame.of(Frame.CLOSE, code(code)))
              .fails(1002));
      cases.add(
          Case.of("7.9." + code + ".b", "the same with a reason")
              .sends(close(code, "because"))
              .fails(1002));
    }
  }

  private static void addHangUps(List<Case> cases) {
    cases.add(Case.of("7.20.1", "no word, and the end of the client's side").hangsUp());
    cases.add(
        Case.of("7.20.2", "the end of the client's side; its messages are answered still")
            .sends(text("a"), ping("p"), text("b"))
            .expects(Event.text("a"), Event.pong("p"), Event.text("b"))
            .hangsUp());
    cases.add(
        Case.of("7.20.3", "the end of the client's side within a frame")
            .sends(text("a"))
            .expects(Event.text("a"))
            .sendsRaw(text("bc").start(100))
            .hangsUp());
    cases.add(
        Case.of("7.20.4", "the end of the client's side within a head")
            .sends(text("a"))
            .expects(Event.text("a"))
            .sendsRaw("\u0081")
            .hangsUp());
    cases.add(
        Case.of("7.20.5", "the end of the client's side within a message")
            .sends(text("a"))
            .expects(Event.text("a"))
            .sends(text("b").unfinished())
            .hangsUp());
    String text = Samples.text(1 << 20);
    cases.add(
        Case.of("7.20.6", "a long message, and the end of the client's side")
            .sends(text(text))
            .expects(Event.text(text))
            .hangsUp());
    cases.add(
        Case.of("7.20.7", "a close, and the end of the client's side")
            .sends(text("a"), close(1000, ""))
            .expects(Event.text("a"))
            .hangsUp()
            .answers(1000));
  }
}
