package io.weightless.tool.coding;

import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import com.aayushatharva.brotli4j.decoder.DecoderJNI.Status;
import io.weightless.http.coding.Decoder;
import io.weightless.http.coding.MalformedContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/// Reads one stream of brotli.
final class BrotliDecoder implements Decoder {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final DecoderJNI.Wrapper decoder;

  /// What came out and has not found room; lent until the decoder is used again.
  private ByteBuffer pending = NOTHING;

  private boolean isClosed;

  BrotliDecoder() {
    try {
      decoder = new DecoderJNI.Wrapper(Brotli.PIECE);
    } catch (IOException failure) {
      throw new UncheckedIOException("brotli has no decoder for us", failure);
    }
  }

  @Override
  public void decode(ByteBuffer source, ByteBuffer target) throws MalformedContent {
    boolean isMore = true;
    while (isMore) {
      Brotli.move(pending, target);
      isMore = !pending.hasRemaining() && target.hasRemaining() && step(source);
    }
  }

  @Override
  public boolean isComplete() {
    return decoder.getStatus() == Status.DONE && !decoder.hasOutput() && !pending.hasRemaining();
  }

  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      decoder.destroy();
    }
  }

  /// @return whether there may be more without more bytes
  private boolean step(ByteBuffer source) throws MalformedContent {
    if (decoder.hasOutput()) { // also where it needs more for the rest
      pending = decoder.pull();
      return true;
    }
    switch (decoder.getStatus()) {
      case ERROR -> throw new MalformedContent("its compressed data is broken");
      case OK, NEEDS_MORE_OUTPUT -> decoder.push(0);
      case NEEDS_MORE_INPUT -> {
        if (!source.hasRemaining()) {
          return false;
        }
        ByteBuffer input = decoder.getInputBuffer().clear();
        Brotli.move(source, input);
        decoder.push(input.position());
      }
      case DONE -> {
        if (source.hasRemaining()) {
          throw new MalformedContent("there are bytes behind its end");
        }
        return false;
      }
    }
    return true;
  }
}
