package io.weightless.http.websocket.internal;

import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Counts how many compressors and decompressors were made, and how many of them are not ended.
final class Counted {
  int made;
  int open;

  Deflater deflater() {
    made++;
    open++;
    return new Deflater(Deflater.DEFAULT_COMPRESSION, true) {
      private boolean isEnded;

      @Override
      public void end() {
        open -= isEnded ? 0 : 1;
        isEnded = true;
        super.end();
      }
    };
  }

  Inflater inflater() {
    made++;
    open++;
    return new Inflater(true) {
      private boolean isEnded;

      @Override
      public void end() {
        open -= isEnded ? 0 : 1;
        isEnded = true;
        super.end();
      }
    };
  }
}
