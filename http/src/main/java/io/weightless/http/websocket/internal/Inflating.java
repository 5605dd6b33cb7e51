package io.weightless.http.websocket.internal;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Decompresses the messages of one peer, piece by piece (RFC 7692, section 7.2.2).
///
/// - **Order**: for each piece of a message, `feed`, then `inflate` until it `isDry`; then
///   `endMessage`.
/// - **Limit**: none of its own. It never puts more than the room it is given, so whoever calls it
///   counts, and stops.
/// - **Cost**: up to 44 KiB of the process from the first compressed message on, and up to the size
///   of the window, at most 32 KiB, of the heap; without context nothing between two messages.
///
/// After a violation it is closed.
public final class Inflating implements AutoCloseable {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// What a sender removes: the rest of an empty block that is stored.
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  /// The tail, and more empty blocks than the header of any block has bytes. Behind a whole message
  /// they mean nothing. Inside of a block they sooner or later mean data, or are an error.
  private static final byte[] PROBE = probe(64);

  /// How many final blocks a message may have in any case, and in how many bytes there may be one
  /// more: each costs as much as some kilobytes of data.
  private static final int FREE_FINAL_BLOCKS = 16;

  private static final int BYTES_PER_FINAL_BLOCK = 1024;

  private final boolean keepsContext;
  private final Supplier<Inflater> source;
  private final History history;
  private final ByteBuffer scratch = ByteBuffer.allocate(1);

  private @Nullable Inflater inflater;
  private ByteBuffer input = NOTHING;
  private boolean isDry = true;
  private boolean isBehindFinalBlock;
  private boolean isClosed;
  private long messageBytes;
  private int finalBlocks;

  Inflating(boolean keepsContext, int windowBits, Supplier<Inflater> source) {
    Deflate.checkBits(windowBits);
    this.keepsContext = keepsContext;
    this.source = source;
    history = new History(1 << windowBits);
  }

  /// Of what the client sends.
  public static Inflating ofClient(Deflate deflate) {
    return of(!deflate.clientNoContextTakeover(), deflate.clientMaxWindowBits());
  }

  /// Of what the server sends.
  public static Inflating ofServer(Deflate deflate) {
    return of(!deflate.serverNoContextTakeover(), deflate.serverMaxWindowBits());
  }

  private static Inflating of(boolean keepsContext, int windowBits) {
    return new Inflating(keepsContext, windowBits, () -> new Inflater(true));
  }

  /// Lends the next piece of a message, until it is dry.
  ///
  /// @throws IllegalStateException if it is not dry, or closed
  public void feed(ByteBuffer piece) {
    checkOpen();
    if (!isDry) {
      throw new IllegalStateException("there is more to inflate");
    }
    input = piece;
    isDry = !piece.hasRemaining();
    messageBytes += piece.remaining();
  }

  /// Whether all that was fed has come out.
  public boolean isDry() {
    return isDry;
  }

  /// Puts what fits into `out`.
  ///
  /// @return how many bytes that are; 0 does not mean that there are no more: see [#isDry]
  /// @throws Violation 1007 if it is no compressed data
  public int inflate(ByteBuffer out) throws Violation {
    checkOpen();
    int start = out.position();
    while (!isDry && out.hasRemaining()) {
      step(out);
    }
    if (isDry) {
      input = NOTHING; // it was lent
    }
    return out.position() - start;
  }

  private void step(ByteBuffer out) throws Violation {
    Inflater inflater = inflater();
    isBehindFinalBlock = false;
    int start = out.position();
    run(inflater, input, out);
    history.add(out.duplicate().flip().position(start));
    messageBytes += out.position() - start;
    if (inflater.finished()) {
      restart(inflater);
    }
    isDry = !input.hasRemaining() && (isBehindFinalBlock || out.hasRemaining());
  }

  /// The end of a message: it has to end with a block.
  ///
  /// One that ends with a final block is taken for whole, although the sender has to append an
  /// empty block to it.
  ///
  /// @throws Violation 1007 if it does not
  /// @throws IllegalStateException if it is not dry, or closed
  public void endMessage() throws Violation {
    feed(NOTHING);
    if (!isBehindFinalBlock) {
      checkEnd(inflater());
    }
    isBehindFinalBlock = false;
    messageBytes = 0;
    finalBlocks = 0;
    if (!keepsContext) {
      free();
    }
  }

  private void checkEnd(Inflater inflater) throws Violation {
    run(inflater, ByteBuffer.wrap(PROBE), scratch.clear());
    if (scratch.position() > 0 || inflater.finished()) {
      throw broken("a compressed message ends within a block");
    }
  }

  /// After a final block others may follow, which refer to what was before it.
  private void restart(Inflater inflater) throws Violation {
    finalBlocks++;
    long allowed = FREE_FINAL_BLOCKS + messageBytes / BYTES_PER_FINAL_BLOCK;
    if (finalBlocks > allowed) {
      close();
      throw new Violation(CloseCodes.POLICY, "a compressed message has too many final blocks");
    }
    inflater.reset();
    inflater.setDictionary(history.toArray());
    isBehindFinalBlock = true;
  }

  private void run(Inflater inflater, ByteBuffer in, ByteBuffer out) throws Violation {
    inflater.setInput(in);
    try {
      inflater.inflate(out);
    } catch (DataFormatException failure) {
      throw broken("compressed data is broken: " + failure.getMessage());
    } finally {
      if (!isClosed) {
        inflater.setInput(NOTHING);
      }
    }
  }

  private Violation broken(String message) {
    close();
    return new Violation(CloseCodes.INVALID, message);
  }

  private Inflater inflater() {
    if (inflater == null) {
      inflater = source.get();
    }
    return inflater;
  }

  /// Frees what it holds. Idempotent.
  @Override
  public void close() {
    isClosed = true;
    input = NOTHING;
    free();
  }

  private void free() {
    history.clear();
    if (inflater != null) {
      inflater.end();
      inflater = null;
    }
  }

  private void checkOpen() {
    if (isClosed) {
      throw new IllegalStateException("it is closed");
    }
  }

  private static byte[] probe(int blocks) {
    ByteBuffer probe = ByteBuffer.allocate(TAIL.length + blocks * (1 + TAIL.length)).put(TAIL);
    for (int i = 0; i < blocks; i++) {
      probe.put((byte) 0).put(TAIL);
    }
    return probe.array();
  }
}
