package io.weightless.net;

/// Who was at the other end of a Unix socket when it was connected, or began to listen: the system
/// vouches for it. In a simulation all are process 1 of user and group 1000.
///
/// @param pid the process, which may have ended meanwhile; 0 for one that can't be seen from here,
///   as from another container
/// @param uid the user
/// @param gid the group
/// @see UnixSockets#peerOf
public record PeerCredentials(int pid, int uid, int gid) {}
