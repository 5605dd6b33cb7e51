package io.weightless.http.coding;

import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A body as it was before it was coded, decoded while it comes in.
///
/// A body without a single byte has nothing to decode and is empty: peers say how they would have
/// coded it.
///
/// - **Limit**: see [DecodingLimits].
/// - **Cost**: a buffer of 8 KiB, and what the decoder holds: 40 KiB for gzip. Both are gone when
///   it was read to its end, or has failed; else at [#close].
public final class Decoded implements IncomingBody, AutoCloseable {
  private static final int WINDOW = 8 * 1024;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final IncomingBody coded;
  private final ContentCoding coding;
  private final Expansion expansion;
  private final Turns turns = new Turns();

  /// Null until something has come, and when it is over.
  private @Nullable Decoder decoder;

  /// What came and is not decoded yet; lent.
  private ByteBuffer source = NOTHING;

  private ByteBuffer window = NOTHING;
  private long count;
  private boolean isOver;
  private boolean isClosed;
  private @Nullable IOException failure;

  private Decoded(IncomingBody coded, ContentCoding coding, Expansion expansion) {
    this.coded = coded;
    this.coding = coding;
    this.expansion = expansion;
  }

  /// @param body as it comes in
  /// @param codings that were applied to it, at least one, in the order in which they were
  /// @param refusal makes what [#read] throws if it is malformed (400) or too much (413), and what
  ///   is thrown here if it was coded too often (415)
  public static Decoded of(
      IncomingBody body, List<ContentCoding> codings, DecodingLimits limits, Refusal refusal)
      throws IOException {
    if (codings.size() > limits.codings()) {
      throw refusal.of(
          Status.UNSUPPORTED_MEDIA_TYPE,
          "the body is coded " + codings.size() + " times; limit " + limits.codings());
    }
    Expansion expansion = new Expansion(limits, refusal);
    Decoded outermost = new Decoded(body, codings.getLast(), expansion);
    for (ContentCoding coding : codings.reversed().subList(1, codings.size())) {
      outermost = new Decoded(outermost, coding, expansion);
    }
    return outermost;
  }

  /// - **Waits**: like that of the coded body, and now and then to let others have their turn.
  ///
  /// @throws IOException what the coded body throws, or what the refusal makes
  @Override
  public ByteBuffer read() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (isClosed) {
      throw new IllegalStateException("the body is closed");
    }
    if (isOver) {
      return NOTHING;
    }
    try {
      return next();
    } catch (MalformedContent broken) {
      throw fail(expansion.malformed(coding, String.valueOf(broken.getMessage())));
    } catch (IOException broken) {
      throw fail(broken);
    }
  }

  /// Unknown, as nobody says it.
  @Override
  public long length() {
    return UNKNOWN;
  }

  @Override
  public Headers trailers() {
    return coded.trailers();
  }

  @Override
  public IOException tooLong(String sentence) {
    return expansion.tooLarge(sentence);
  }

  /// Frees what is held; what was not read is gone. Idempotent, and not needed after the end.
  @Override
  public void close() {
    isClosed = true;
    abandon();
  }

  private ByteBuffer next() throws IOException {
    while (true) {
      if (decoder != null) {
        decode(decoder);
        if (window.hasRemaining()) {
          return window;
        }
      }
      source = coded.read();
      if (!source.hasRemaining()) {
        return end();
      }
      if (!(coded instanceof Decoded)) {
        expansion.received(source.remaining());
      }
      begin();
    }
  }

  private void begin() {
    if (decoder == null) {
      decoder = coding.decoder();
      window = ByteBuffer.allocate(WINDOW);
    }
  }

  private void decode(Decoder decoder) throws IOException {
    turns.claim();
    int from = source.position();
    decoder.decode(source, window.clear());
    turns.spend(source.position() - from + window.position());
    count += window.position();
    window.flip();
    expansion.check(count);
  }

  private ByteBuffer end() throws MalformedContent {
    if (decoder != null && !decoder.isComplete()) {
      throw new MalformedContent("it ends too early");
    }
    isOver = true;
    free();
    return NOTHING;
  }

  private IOException fail(IOException broken) {
    failure = broken;
    abandon();
    return broken;
  }

  /// Nobody will read the steps below either.
  private void abandon() {
    free();
    if (coded instanceof Decoded inner) {
      inner.close();
    }
  }

  private void free() {
    if (decoder != null) {
      decoder.close();
      decoder = null;
      window = NOTHING;
      source = NOTHING;
    }
  }
}
