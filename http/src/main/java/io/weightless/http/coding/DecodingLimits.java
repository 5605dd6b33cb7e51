package io.weightless.http.coding;

/// What a coded body may come to, however small it is on its way: a few kilobytes can be made that
/// decode to gigabytes.
///
/// @param bytes when it is decoded, also of each step in between if it was coded more than once
/// @param ratio how many times the bytes that came it may be
/// @param freeBytes up to which the ratio does not count
/// @param codings how many times it may be coded
public record DecodingLimits(long bytes, int ratio, long freeBytes, int codings) {
  /// 16 MiB, a hundredfold beyond 1 MiB, and two codings. Texts come to a tenth or a twentieth.
  public static final DecodingLimits DEFAULT = new DecodingLimits(16L << 20, 100, 1L << 20, 2);

  public DecodingLimits {
    if (bytes < 0 || ratio < 1 || freeBytes < 0 || codings < 1) {
      throw new IllegalArgumentException(
          "no limits: "
              + bytes
              + " bytes, ratio "
              + ratio
              + ", "
              + freeBytes
              + " free bytes, "
              + codings
              + " codings");
    }
  }

  /// These, with another number of decoded bytes.
  public DecodingLimits withBytes(long other) {
    return new DecodingLimits(other, ratio, freeBytes, codings);
  }
}
