package io.weightless.tool.coding;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.weightless.http.coding.Decoder;
import io.weightless.http.coding.MalformedContent;
import java.nio.ByteBuffer;

/// Reads the frames of zstd, one behind the other.
final class ZstdDecoder implements Decoder {
  private final ZstdDecompressCtx context = new ZstdDecompressCtx().setLongMax(Zstd.WINDOW);

  /// Whether what came ends where a frame does.
  private boolean isComplete;

  @Override
  public void decode(ByteBuffer source, ByteBuffer target) throws MalformedContent {
    boolean isMore = source.hasRemaining() || !isComplete;
    try {
      while (isMore && target.hasRemaining()) {
        isComplete = context.decompressByteBufferStream(target, source);
        isMore = source.hasRemaining();
      }
    } catch (ZstdException broken) {
      throw new MalformedContent("its compressed data is broken: " + broken.getMessage());
    }
  }

  @Override
  public boolean isComplete() {
    return isComplete;
  }

  @Override
  public void close() {
    context.close();
  }
}
