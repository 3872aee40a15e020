/* A disk that fails for as long as the file FAIL_FLAG is there: what it says ("28", "r5" …) is the
   error that writing under FAIL_UNDER gives; with an r before it reading and opening as well. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static int fault(int *reads) {
    const char *flag = getenv("FAIL_FLAG");
    char said[16] = {0};
    if (!flag) return 0;
    int fd = syscall(SYS_openat, AT_FDCWD, flag, O_RDONLY);
    if (fd < 0) return 0;
    syscall(SYS_read, fd, said, sizeof said - 1);
    syscall(SYS_close, fd);
    *reads = said[0] == 'r';
    return atoi(said + *reads);
}

static int is_under(const char *path) {
    const char *under = getenv("FAIL_UNDER");
    return under && !strncmp(path, under, strlen(under));
}

static int fails(int fd, int reading) {
    char link[64], path[PATH_MAX];
    int reads = 0, error = fault(&reads);
    if (!error || (reading && !reads)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!is_under(path)) return 0;
    errno = error;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *b, size_t n) { return fails(fd, 0) ? -1 : REAL(write)(fd, b, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { return fails(fd, 0) ? -1 : REAL(pwrite)(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { return fails(fd, 0) ? -1 : REAL(pwrite64)(fd, b, n, o); }
int fsync(int fd) { return fails(fd, 0) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fails(fd, 0) ? -1 : REAL(fdatasync)(fd); }
int ftruncate(int fd, off_t n) { return fails(fd, 0) ? -1 : REAL(ftruncate)(fd, n); }
int ftruncate64(int fd, off64_t n) { return fails(fd, 0) ? -1 : REAL(ftruncate64)(fd, n); }
ssize_t read(int fd, void *b, size_t n) { return fails(fd, 1) ? -1 : REAL(read)(fd, b, n); }
ssize_t pread(int fd, void *b, size_t n, off_t o) { return fails(fd, 1) ? -1 : REAL(pread)(fd, b, n, o); }
ssize_t pread64(int fd, void *b, size_t n, off64_t o) { return fails(fd, 1) ? -1 : REAL(pread64)(fd, b, n, o); }

static int opened(const char *name, const char *path, int flags, va_list rest) {
    int reads = 0, error = fault(&reads);
    int mode = flags & O_CREAT ? va_arg(rest, int) : 0;
    if (error && reads && is_under(path)) { errno = error; return -1; }
    return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, name))(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list rest; va_start(rest, flags);
    int fd = opened("open", path, flags, rest);
    va_end(rest); return fd;
}

int open64(const char *path, int flags, ...) {
    va_list rest; va_start(rest, flags);
    int fd = opened("open64", path, flags, rest);
    va_end(rest); return fd;
}
