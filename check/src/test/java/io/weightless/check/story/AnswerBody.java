package io.weightless.check.story;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The body of a response, without its framing. It ends where the framing says, and throws where
/// the framing is wrong or the connection ends before it.
final class AnswerBody extends InputStream {
  private final InputStream in;
  private final boolean isChunked;
  private long left;
  private boolean isOver;

  private AnswerBody(InputStream in, boolean isChunked, long left) {
    this.in = in;
    this.isChunked = isChunked;
    this.left = left;
  }

  static AnswerBody ofLength(InputStream in, long length) {
    return new AnswerBody(in, false, length);
  }

  static AnswerBody chunked(InputStream in) {
    return new AnswerBody(in, true, 0);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!isOver && left == 0) {
      next();
    }
    if (isOver) {
      return -1;
    }
    int count = in.read(target, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the connection ended " + left + " bytes too early");
    }
    left -= count;
    if (left == 0 && isChunked) {
      expectEmptyLine();
    }
    return count;
  }

  private void next() throws IOException {
    if (isChunked) {
      left = Long.parseLong(Answers.line(in), 16);
    }
    isOver = left == 0;
    if (isOver && isChunked) {
      expectEmptyLine();
    }
  }

  private void expectEmptyLine() throws IOException {
    String line = Answers.line(in);
    if (!line.isEmpty()) {
      throw new AssertionError("a chunk is followed by: " + line);
    }
  }
}
