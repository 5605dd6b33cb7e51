package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 1035, section 4.
final class MessageTest {
  static final Question WWW = new Question(DomainName.parse("www.example.org"), RecordType.A);

  static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replaceAll("\\s", "")));
  }

  private static Message read(Reply reply) throws MalformedMessage {
    return Message.read(reply.bytes(), false);
  }

  @Test
  void aQuestionIsWrittenAsTheStandardSays() {
    Question question = new Question(DomainName.parse("a.bc"), RecordType.SRV);

    assertThat(new Query(0xbeef, question, false).bytes())
        .isEqualTo(bytes("beef 0100 0001 0000 0000 0000 01 61 02 6263 00 0021 0001"));
    assertThat(new Query(0xbeef, question, true).bytes())
        .isEqualTo(
            bytes(
                "beef 0100 0001 0000 0000 0001 01 61 02 6263 00 0021 0001"
                    + "00 0029 04d0 00000000 0000"));
  }

  @Test
  void theLongestQuestionHasRoom() {
    DomainName longest = DomainName.parse(("a".repeat(62) + ".").repeat(4) + "b");

    assertThat(new Query(1, new Question(longest, RecordType.A), true).bytes().remaining())
        .isEqualTo(12 + 255 + 4 + 11);
  }

  @Test
  void anAnswerFromTheWireIsRead() throws MalformedMessage {
    ByteBuffer wire =
        bytes(
            """
            1234 8180 0001 0002 0000 0001
            03 777777 07 6578616d706c65 03 6f7267 00 0001 0001
            c00c 0005 0001 0000003c 0006 03 777732 c010
            c02d 0001 0001 00000e10 0004 c0000201
            00 0029 04d0 00 000000 0000
            """);

    Message message = Message.read(wire, false);

    assertThat(message.id()).isEqualTo(0x1234);
    assertThat(message.question()).isEqualTo(WWW);
    assertThat(message.isAnswer()).isTrue();
    assertThat(message.answers())
        .extracting(ResourceRecord::toString)
        .containsExactly(
            "www.example.org 60 IN CNAME ww2.example.org", "ww2.example.org 3600 IN A 192.0.2.1");
  }

  @Test
  void everyTypeIsRead() throws MalformedMessage {
    Reply right = new Reply(1, WWW).host("::1", 1).alias("a", "b", 2).service(1, 2, 3, "host");
    right.text("one", "tw\"o", "\u001b[31m\u00fc");
    right.answer("m", RecordType.MX, 4, new byte[] {0, 9, 1, 'x', 0});
    right.answer("n", RecordType.NS, 4, Reply.name("ns"));
    right.answer("p", RecordType.PTR, 4, Reply.name("host"));
    Message message = read(right.authority("zone", 5, 6));
    assertThat(message.answers())
        .extracting(record -> record.data().toString())
        .containsExactly(
            "0:0:0:0:0:0:0:1",
            "b",
            "1 2 3 host",
            "\"one\" \"tw\\\"o\" \"\\027[31m\u00fc\"",
            "9 x",
            "ns",
            "host");
    assertThat(message.authorities())
        .extracting(ResourceRecord::toString)
        .containsExactly("zone 5 IN SOA ns.zone root.zone 1 2 3 4 6");
  }

  @ParameterizedTest
  @CsvSource({
    "A, 0a0000",
    "A, 0a00000001",
    "AAAA, 0a000001",
    "CNAME, 0161",
    "CNAME, 01610000",
    "MX, 0001",
    "MX, 00",
    "SRV, 000100020003",
    "TXT, 0261",
    "SOA, 0000",
    "PTR, ''"
  })
  void aRecordThatIsNotAsLongAsItsTypeIsMalformed(RecordType type, String data) {
    Reply reply = new Reply(1, WWW).answer("a", type, 60, HexFormat.of().parseHex(data));

    assertThatThrownBy(() -> read(reply.host("10.0.0.1", 60))).isInstanceOf(MalformedMessage.class);
  }

  @Test
  void whatIsOfAnotherTypeOrNetworkIsLeftOut() throws MalformedMessage {
    ByteBuffer wire =
        bytes(
            """
            0001 8180 0000 0002 0000 0000
            01 61 00 0063 0001 00000001 0003 010203
            01 61 00 0001 0003 00000001 0001 01
            """);

    assertThat(Message.read(wire, false).answers()).isEmpty();
  }

  @Test
  void theExtensionHasTheHighBitsOfTheCode() throws MalformedMessage {
    assertThat(read(new Reply(1, WWW).code(0).extension(1)).code()).isEqualTo(16);
    assertThat(read(new Reply(1, WWW).code(3).extension(0)).code()).isEqualTo(3);
  }

  @Test
  void aLifetimeWithTheHighestBitIsNone() throws MalformedMessage {
    Reply reply = new Reply(1, WWW).host("10.0.0.1", -1).host("10.0.0.2", Integer.MAX_VALUE);

    assertThat(read(reply).answers())
        .extracting(ResourceRecord::timeToLive)
        .containsExactly(Duration.ZERO, Duration.ofSeconds(Integer.MAX_VALUE));
  }

  @Test
  void ofOneThatIsCutOnlyTheQuestionIsRead() throws MalformedMessage {
    ByteBuffer whole = new Reply(1, WWW).host("10.0.0.1", 60).cut().bytes();
    ByteBuffer cut = whole.slice(0, whole.limit() - 3);

    Message message = Message.read(cut, false);

    assertThat(message.isCut()).isTrue();
    assertThat(message.answers()).isEmpty();
    assertThat(message.question()).isEqualTo(WWW);
    assertThat(Message.read(new Reply(1, WWW).bytes(), true).isCut()).isTrue();
  }

  /// A pointer to itself, one to the next, two to each other through a label, and one beyond.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c00c",
        "c00e c00c",
        "01 61 c00c",
        "01 61 c00e 01 62 c00c",
        "c100",
        "80 61 00",
        "40 61 00"
      })
  void namesThatLeadInACircleOrForwardAreMalformed(String name) {
    ByteBuffer wire = bytes("0001 8180 0001 0000 0000 0000" + name + "0001 0001");

    assertThatThrownBy(() -> Message.read(wire, false)).isInstanceOf(MalformedMessage.class);
  }

  /// Each pointer leads to one before, so that it ends; and there are more labels than a name has.
  @Test
  void aNameOfManyPointersHas255BytesToo() {
    StringBuilder wire = new StringBuilder("0001 8180 0001 0100 0000 0000");
    wire.append("3f").append("61".repeat(63)).append("00 0001 0001");
    int previous = 12;
    for (int i = 0; i < 4; i++) {
      int here = 12 + 69 + i * 78;
      wire.append("3f").append("61".repeat(63)).append(String.format("c0%02x", previous));
      wire.append("0063 0001 00000001 0002 0000");
      previous = here;
    }

    assertThatThrownBy(() -> Message.read(bytes(wire.toString()), false))
        .isInstanceOf(MalformedMessage.class)
        .hasMessageContaining("too long");
  }

  @ParameterizedTest
  @CsvSource({"126, true", "127, false"})
  void aNameMayHave127Pointers(int before, boolean isRead) throws MalformedMessage {
    StringBuilder wire = new StringBuilder("0001 8180 0001 0001 0000 0000 00 0001 0001");
    int record = 17;
    wire.append(String.format("00 0063 0001 00000001 %04x", 2 * before));
    int first = record + 11;
    wire.append("c00c");
    for (int i = 1; i < before; i++) {
      wire.append(String.format("%04x", 0xc000 | first + 2 * (i - 1)));
    }
    // the second record begins with a pointer to the last of them
    String second = String.format("%04x 0001 0001 00000001 0004 0a000001", pointer(first, before));
    ByteBuffer bytes =
        bytes(wire.toString().replaceFirst("0001 0000 0000", "0002 0000 0000") + second);

    if (isRead) {
      assertThat(Message.read(bytes, false).answers()).hasSize(1);
    } else {
      assertThatThrownBy(() -> Message.read(bytes, false))
          .isInstanceOf(MalformedMessage.class)
          .hasMessageContaining("too many pointers");
    }
  }

  private static int pointer(int first, int count) {
    return 0xc000 | first + 2 * (count - 1);
  }

  @ParameterizedTest
  @CsvSource({"999, true", "1000, false"})
  void aMessageMayHave1000QuestionsAndRecords(int records, boolean isRead) throws MalformedMessage {
    Reply reply = new Reply(7, WWW);
    for (int i = 0; i < records; i++) {
      reply.host("a", "10.0.0.1", 60);
    }

    if (isRead) {
      assertThat(read(reply).answers()).hasSize(records);
    } else {
      assertThatThrownBy(() -> read(reply)).isInstanceOf(MalformedMessage.class);
    }
  }

  /// There are no records where there should be; who looks for them finds it malformed.
  @Test
  void ofOneThatNobodyAskedForNoRecordIsRead() throws MalformedMessage {
    ByteBuffer bytes = new Reply(7, WWW).bytes().putShort(6, (short) 1);

    assertThat(new MessageReader(bytes).answer(new Query(8, WWW, true), false)).isNull();
    assertThatThrownBy(() -> new MessageReader(bytes).answer(new Query(7, WWW, true), false))
        .isInstanceOf(MalformedMessage.class);
  }

  @Test
  void countsAreNotBelieved() {
    assertThatThrownBy(() -> Message.read(bytes("0001 8180 ffff ffff ffff ffff"), false))
        .isInstanceOf(MalformedMessage.class);
  }

  @Test
  void anAnswerIsAboutTheQuestionThatWasAskedAndHasItsNumber() throws MalformedMessage {
    Query query = new Query(7, WWW, true);

    assertThat(read(new Reply(7, WWW)).answers(query)).isTrue();
    assertThat(read(new Reply(8, WWW)).answers(query)).isFalse();
    assertThat(read(new Reply(7, new Question(WWW.name(), RecordType.AAAA))).answers(query))
        .isFalse();
    assertThat(read(new Reply(7, WWW).question(null)).answers(query)).isFalse();
    assertThat(read(new Reply(7, WWW).question(null).code(1)).answers(query)).isTrue();
    assertThat(Message.read(query.bytes(), false).answers(query)).isFalse();
  }

  static List<Reply> many() {
    return List.of(
        new Reply(1, WWW).host("10.0.0.1", 60).host("::1", 60).extension(0),
        new Reply(2, WWW).alias("www.example.org", "b.example.org", 1).authority("org", 5, 6),
        new Reply(3, WWW).text("one", "two", "three").service(1, 2, 3, "host.example.org"));
  }

  @Test
  void everyBeginningOfAMessageIsMalformedAndNothingWorse() throws MalformedMessage {
    for (Reply reply : many()) {
      ByteBuffer whole = reply.bytes();
      for (int length = 0; length < whole.limit(); length++) {
        ByteBuffer part = whole.slice(0, length);

        assertThatThrownBy(() -> Message.read(part, false)).isInstanceOf(MalformedMessage.class);
      }
      assertThat(Message.read(whole, false).answers()).isNotEmpty();
    }
  }

  @Test
  void theHostIsTheOneThatWasWritten() throws MalformedMessage {
    RecordData data = read(new Reply(1, WWW).host("10.1.2.3", 60)).answers().getFirst().data();

    assertThat(data).isEqualTo(new RecordData.Host(InetAddress.ofLiteral("10.1.2.3")));
  }
}
