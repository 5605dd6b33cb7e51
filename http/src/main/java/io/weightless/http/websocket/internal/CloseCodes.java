package io.weightless.http.websocket.internal;

/// Why a connection is closed (RFC 6455, section 7.4.1, and its registry).
public final class CloseCodes {
  public static final int NORMAL = 1000;
  public static final int GOING_AWAY = 1001;
  public static final int PROTOCOL_ERROR = 1002;

  /// There was none in the close frame; never sent.
  public static final int NONE = 1005;

  /// There was no close frame; never sent.
  public static final int ABNORMAL = 1006;

  public static final int INVALID = 1007;
  public static final int POLICY = 1008;
  public static final int TOO_BIG = 1009;
  public static final int INTERNAL_ERROR = 1011;

  private static final int LAST_KNOWN = 1014;
  private static final int FIRST_OPEN = 3000;
  private static final int LAST_OPEN = 4999;

  private CloseCodes() {}

  /// Whether it may be in a close frame.
  public static boolean isSendable(int code) {
    return (code >= NORMAL
            && code <= LAST_KNOWN
            && code != 1004
            && code != NONE
            && code != ABNORMAL)
        || (code >= FIRST_OPEN && code <= LAST_OPEN);
  }
}
