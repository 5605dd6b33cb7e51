package io.weightless.tool.coding;

import com.aayushatharva.brotli4j.encoder.Encoder.Mode;
import com.aayushatharva.brotli4j.encoder.EncoderJNI;
import com.aayushatharva.brotli4j.encoder.EncoderJNI.Operation;
import io.weightless.http.coding.Encoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// Makes one stream of brotli.
final class BrotliEncoder implements Encoder {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final EncoderJNI.Wrapper encoder;

  /// What it is doing.
  private Operation operation = Operation.PROCESS;

  /// What came out and has not found room; lent until the encoder is used again.
  private ByteBuffer pending = NOTHING;

  private boolean isClosed;

  BrotliEncoder() {
    try {
      encoder = new EncoderJNI.Wrapper(Brotli.PIECE, Brotli.QUALITY, Brotli.WINDOW, Mode.GENERIC);
    } catch (IOException failure) {
      throw new UncheckedIOException("brotli has no encoder for us", failure);
    }
  }

  @Override
  public boolean encode(ByteBuffer source, ByteBuffer target, Flush flush) {
    Operation last = last(flush);
    while (true) {
      Brotli.move(pending, target);
      if (pending.hasRemaining()) {
        return false;
      }
      if (encoder.hasMoreOutput()) {
        pending = encoder.pull();
      } else if (encoder.hasRemainingInput()) {
        push(operation, 0);
      } else if (source.hasRemaining()) {
        ByteBuffer input = encoder.getInputBuffer().clear();
        Brotli.move(source, input);
        push(Operation.PROCESS, input.position());
      } else if (operation != last) {
        push(last, 0);
      } else {
        operation = last == Operation.FLUSH ? Operation.PROCESS : last;
        return true;
      }
    }
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      encoder.destroy();
    }
  }

  private void push(Operation next, int length) {
    operation = next;
    encoder.push(next, length);
    if (!encoder.isSuccess()) {
      throw new IllegalStateException("brotli has failed to encode");
    }
  }

  private static Operation last(Flush flush) {
    return switch (flush) {
      case NONE -> Operation.PROCESS;
      case ALL -> Operation.FLUSH;
      case END -> Operation.FINISH;
    };
  }
}
