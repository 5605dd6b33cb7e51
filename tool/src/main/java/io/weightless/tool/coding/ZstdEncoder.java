package io.weightless.tool.coding;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import io.weightless.http.coding.Encoder;
import java.nio.ByteBuffer;

/// Makes one frame of zstd.
final class ZstdEncoder implements Encoder {
  private final ZstdCompressCtx context = new ZstdCompressCtx().setLevel(Zstd.LEVEL);

  @Override
  public boolean encode(ByteBuffer source, ByteBuffer target, Flush flush) {
    boolean isOut = context.compressByteBufferStream(target, source, directive(flush));
    return flush == Flush.NONE ? !source.hasRemaining() && target.hasRemaining() : isOut;
  }

  @Override
  public void close() {
    context.close();
  }

  private static EndDirective directive(Flush flush) {
    return switch (flush) {
      case NONE -> EndDirective.CONTINUE;
      case ALL -> EndDirective.FLUSH;
      case END -> EndDirective.END;
    };
  }
}
