package io.weightless.http.form;

/// What is taken in of a multipart body. Beyond one of them it is answered with a 413.
///
/// The server's own limit of a body holds as well: raise [that][io.weightless.http.Limits.Body],
/// too, where large files are wanted.
///
/// @param parts how many
/// @param headBytes of the fields of one part
/// @param fieldBytes of all parts without a filename together, of those that are collected
/// @param memoryBytes of all files together that are kept in memory; those beyond it go to the disk
/// @param fileBytes of one file
/// @param bytes of all, with all that is between the parts
public record MultipartLimits(
    int parts, int headBytes, int fieldBytes, int memoryBytes, long fileBytes, long bytes) {
  private static final int KIB = 1024;

  public static final MultipartLimits DEFAULT =
      new MultipartLimits(1000, 8 * KIB, KIB * KIB, 256 * KIB, Long.MAX_VALUE, Long.MAX_VALUE);

  public MultipartLimits {
    if (Math.min(parts, Math.min(headBytes, Math.min(fieldBytes, memoryBytes))) < 0
        || Math.min(fileBytes, bytes) < 0) {
      throw new IllegalArgumentException("a limit is not negative");
    }
  }

  public MultipartLimits withParts(int other) {
    return new MultipartLimits(other, headBytes, fieldBytes, memoryBytes, fileBytes, bytes);
  }

  public MultipartLimits withHeadBytes(int other) {
    return new MultipartLimits(parts, other, fieldBytes, memoryBytes, fileBytes, bytes);
  }

  public MultipartLimits withFieldBytes(int other) {
    return new MultipartLimits(parts, headBytes, other, memoryBytes, fileBytes, bytes);
  }

  public MultipartLimits withMemoryBytes(int other) {
    return new MultipartLimits(parts, headBytes, fieldBytes, other, fileBytes, bytes);
  }

  public MultipartLimits withFileBytes(long other) {
    return new MultipartLimits(parts, headBytes, fieldBytes, memoryBytes, other, bytes);
  }

  public MultipartLimits withBytes(long other) {
    return new MultipartLimits(parts, headBytes, fieldBytes, memoryBytes, fileBytes, other);
  }
}
