package io.weightless.http.form;

import io.weightless.http.BadRequest;
import io.weightless.http.Status;
import io.weightless.net.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/// Takes in the files of one form, within its limits: in memory as long as there is room for them,
/// the others on the disk.
final class Intake {
  private final MultipartLimits limits;
  private final TemporaryFiles disk;

  /// What all files that are in memory have.
  private int inMemory;

  Intake(MultipartLimits limits, TemporaryFiles disk) {
    this.limits = limits;
    this.disk = disk;
  }

  /// Reads `part` to its end.
  Upload take(FormPart part) throws IOException {
    byte[] content = new byte[0];
    int size = 0;
    for (ByteBuffer in = part.body().read(); in.hasRemaining(); in = part.body().read()) {
      checkSize(size, in.remaining());
      if (in.remaining() > limits.memoryBytes() - inMemory - size) {
        return takeToDisk(part, ByteBuffer.wrap(content, 0, size), in);
      }
      int end = size + in.remaining();
      if (end > content.length) {
        content = Arrays.copyOf(content, Math.max(end, 2 * size));
      }
      in.get(content, size, end - size);
      size = end;
    }
    inMemory += size;
    return new Upload(part, Arrays.copyOf(content, size), disk);
  }

  private Upload takeToDisk(FormPart part, ByteBuffer before, ByteBuffer present)
      throws IOException {
    Path path = disk.make();
    long size = before.remaining();
    try (OpenFile file = disk.edit(path)) {
      file.write(before, 0);
      for (ByteBuffer in = present; in.hasRemaining(); in = part.body().read()) {
        int count = in.remaining();
        checkSize(size, count);
        file.write(in, size);
        size += count;
      }
    }
    return new Upload(part, size, path, disk);
  }

  private void checkSize(long size, int more) throws BadRequest {
    if (more > limits.fileBytes() - size) {
      throw new BadRequest(
          Status.CONTENT_TOO_LARGE, "a file is longer than " + limits.fileBytes() + " bytes");
    }
  }
}
