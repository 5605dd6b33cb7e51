package io.weightless.http.coding;

import java.nio.ByteBuffer;

/// Another coding, which counts what was asked of it, and what of that is closed.
final class CountedCoding implements ContentCoding {
  private final ContentCoding coding;
  int opened;
  int closed;

  CountedCoding(ContentCoding coding) {
    this.coding = coding;
  }

  int open() {
    return opened - closed;
  }

  @Override
  public String name() {
    return coding.name();
  }

  @Override
  public Encoder encoder() {
    opened++;
    Encoder encoder = coding.encoder();
    return new Encoder() {
      private boolean isClosed;

      @Override
      public boolean encode(ByteBuffer source, ByteBuffer target, Flush flush) {
        return encoder.encode(source, target, flush);
      }

      @Override
      public void close() {
        encoder.close();
        closed += isClosed ? 0 : 1;
        isClosed = true;
      }
    };
  }

  @Override
  public Decoder decoder() {
    opened++;
    Decoder decoder = coding.decoder();
    return new Decoder() {
      private boolean isClosed;

      @Override
      public void decode(ByteBuffer source, ByteBuffer target) throws MalformedContent {
        decoder.decode(source, target);
      }

      @Override
      public boolean isComplete() {
        return decoder.isComplete();
      }

      @Override
      public void close() {
        decoder.close();
        closed += isClosed ? 0 : 1;
        isClosed = true;
      }
    };
  }
}
