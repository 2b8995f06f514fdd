/* Makes the system calls of one process fail, from outside: loaded before everything else.
 *
 * Only what touches a file under the folder given to fault_arm() is counted. When the n-th such
 * call comes, it fails in the way that was asked for; counted calls are what a disk can refuse:
 * write, sync, truncate, rename, unlink, and making a file. Linux only. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum mode {
    COUNT, KILL, IO_ERROR, DISK_FULL, TORN_WRITE, BROKEN_FROM_NOW, SHORT_WRITE, READ_ONLY_FROM_NOW
};

static char folder[PATH_MAX];
static long count, target;
static enum mode mode;

void fault_arm(const char *under, long nth, int how) {
    count = 0;
    target = nth;
    mode = how;
    snprintf(folder, sizeof folder, "%s", under);
}

long fault_count(void) { return count; }

static int lies_under(const char *path) {
    return folder[0] && strncmp(path, folder, strlen(folder)) == 0;
}

static int fd_lies_under(int fd) {
    char link[64], path[PATH_MAX];
    if (!folder[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return lies_under(path);
}

/* Whether this call fails; sets errno, or ends the process. */
static int fails(void) {
    count++;
    int from_now = mode == BROKEN_FROM_NOW || mode == READ_ONLY_FROM_NOW;
    if (mode == COUNT || count < target || (count > target && !from_now)) return 0;
    if (mode == KILL) kill(getpid(), SIGKILL);
    errno = mode == DISK_FULL ? ENOSPC : mode == READ_ONLY_FROM_NOW ? EROFS : EIO;
    return 1;
}

#define NEXT(name) ((typeof(&name))dlsym(RTLD_NEXT, #name))

#define WRITING(call, half)                                                                        \
    if (fd_lies_under(fd) && fails()) {                                                            \
        if (mode == SHORT_WRITE && size > 1) return half;                                          \
        if (mode != TORN_WRITE) return -1;                                                         \
        half;                                                                                      \
        kill(getpid(), SIGKILL);                                                                   \
    }                                                                                              \
    return call

ssize_t write(int fd, const void *data, size_t size) {
    WRITING(NEXT(write)(fd, data, size), NEXT(write)(fd, data, size / 2));
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) {
    WRITING(NEXT(pwrite)(fd, data, size, at), NEXT(pwrite)(fd, data, size / 2, at));
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    WRITING(NEXT(pwrite64)(fd, data, size, at), NEXT(pwrite64)(fd, data, size / 2, at));
}
int fsync(int fd) { return fd_lies_under(fd) && fails() ? -1 : NEXT(fsync)(fd); }
int fdatasync(int fd) { return fd_lies_under(fd) && fails() ? -1 : NEXT(fdatasync)(fd); }
int ftruncate(int fd, off_t to) {
    return fd_lies_under(fd) && fails() ? -1 : NEXT(ftruncate)(fd, to);
}
int ftruncate64(int fd, off64_t to) {
    return fd_lies_under(fd) && fails() ? -1 : NEXT(ftruncate64)(fd, to);
}
int rename(const char *from, const char *to) {
    return lies_under(to) && fails() ? -1 : NEXT(rename)(from, to);
}
int mkdir(const char *path, mode_t rights) {
    return lies_under(path) && access(path, F_OK) != 0 && fails() ? -1 : NEXT(mkdir)(path, rights);
}
int unlink(const char *path) { return lies_under(path) && fails() ? -1 : NEXT(unlink)(path); }

static int opening(int (*next)(const char *, int, ...), const char *path, int flags, mode_t rights) {
    if ((flags & O_CREAT) && lies_under(path) && access(path, F_OK) != 0 && fails()) return -1;
    return next(path, flags, rights);
}
#define OPENING(name)                                                                              \
    int name(const char *path, int flags, ...) {                                                   \
        va_list rest;                                                                              \
        va_start(rest, flags);                                                                     \
        mode_t rights = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;                  \
        va_end(rest);                                                                              \
        return opening(NEXT(name), path, flags, rights);                                           \
    }
OPENING(open)
OPENING(open64)
