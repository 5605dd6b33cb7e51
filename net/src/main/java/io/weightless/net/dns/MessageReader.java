package io.weightless.net.dns;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a message from first to last byte. What the message says of its own lengths and counts is
/// believed only as far as there are bytes.
///
/// - **Limit**: 1,000 questions and records.
final class MessageReader {
  private static final int ANSWER = 0x8000;
  private static final int CUT = 0x200;
  private static final int CODE = 0xf;
  private static final int CODE_BITS = 4;
  private static final int PARTS = 4;

  static final int MAX_RECORDS = 1_000;

  private final ByteBuffer bytes;
  private final WireNames names;
  private final int[] counts = new int[PARTS];
  private int id;
  private int flags;
  private @Nullable Question question;

  /// Of the code, those that EDNS has room for.
  private int highCode;

  MessageReader(ByteBuffer bytes) {
    this.bytes = bytes.slice();
    names = new WireNames(this.bytes);
  }

  Message message(boolean isCut) throws MalformedMessage {
    try {
      readHead();
      return rest(isCut);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new MalformedMessage("it ends too early or goes too far: " + e.getMessage());
    }
  }

  /// Null when it does not answer `query`. Of one that nobody asked for only what tells so is read:
  /// whoever sends it can't make us work.
  @Nullable Message answer(Query query, boolean isCut) throws MalformedMessage {
    try {
      readHead();
      Message head = new Message(id, isAnswer(), true, lowCode(), question, List.of(), List.of());
      Message whole = head.answers(query) ? rest(isCut) : head;
      return whole.answers(query) ? whole : null;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new MalformedMessage("it ends too early or goes too far: " + e.getMessage());
    }
  }

  private void readHead() throws MalformedMessage {
    id = unsigned16();
    flags = unsigned16();
    int all = 0;
    for (int i = 0; i < PARTS; i++) {
      counts[i] = unsigned16();
      all += counts[i];
    }
    if (all > MAX_RECORDS) {
      throw new MalformedMessage("it has more than " + MAX_RECORDS + " records");
    }
    question = question(counts[0]);
  }

  private Message rest(boolean isCut) throws MalformedMessage {
    boolean cut = isCut || (flags & CUT) != 0;
    List<ResourceRecord> answers = cut ? List.of() : records(counts[1]);
    List<ResourceRecord> authorities = cut ? List.of() : records(counts[2]);
    if (!cut) {
      records(counts[3]);
    }
    int code = lowCode() | highCode << CODE_BITS;
    return new Message(id, isAnswer(), cut, code, question, answers, authorities);
  }

  private boolean isAnswer() {
    return (flags & ANSWER) != 0;
  }

  private int lowCode() {
    return flags & CODE;
  }

  private @Nullable Question question(int count) throws MalformedMessage {
    Question only = null;
    for (int i = 0; i < count; i++) {
      DomainName name = names.read();
      RecordType type = RecordType.of(unsigned16());
      boolean isInternet = unsigned16() == Query.INTERNET;
      only = i == 0 && type != null && isInternet ? new Question(name, type) : null;
    }
    return only;
  }

  private List<ResourceRecord> records(int count) throws MalformedMessage {
    List<ResourceRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ResourceRecord next = next();
      if (next != null) {
        records.add(next);
      }
    }
    return List.copyOf(records);
  }

  private @Nullable ResourceRecord next() throws MalformedMessage {
    DomainName owner = names.read();
    int code = unsigned16();
    int group = unsigned16();
    int lifetime = bytes.getInt();
    int end = bytes.position() + 2 + unsigned16();
    if (end > bytes.limit()) {
      throw new MalformedMessage("a record is longer than the message");
    }
    RecordType type = RecordType.of(code);
    ResourceRecord read = null;
    if (type != null && group == Query.INTERNET) {
      RecordData data = new DataReader(bytes, names, end).data(type);
      read = new ResourceRecord(owner.toString(), type, lifetime(lifetime), data);
    } else if (code == Query.OPT) {
      highCode = lifetime >>> 24;
    }
    bytes.position(end);
    return read;
  }

  /// With the highest bit it is none: RFC 2181, section 8.
  private static Duration lifetime(int seconds) {
    return Duration.ofSeconds(Math.max(0, seconds));
  }

  private int unsigned16() {
    return Short.toUnsignedInt(bytes.getShort());
  }
}
