/* A disk that fails, for the files of one database: preloaded into the server.
 *
 * It keeps a picture of what is surely on disk beside each file whose path begins with
 * DISK_PREFIX: what was there at first, and every write that an fsync has confirmed. What was
 * written since the last fsync is remembered apart.
 *
 *   DISK_SEED          what chance follows from
 *   DISK_KILL_SYNC=N   the process is killed when the Nth fsync has succeeded, before it
 *                      returns: what was committed is on disk, and nobody was told
 *   DISK_CUT=N         the power goes at the Nth operation: of every write since the last
 *                      fsync of its file, chance keeps all, some sectors, or nothing; the files
 *                      are left like that, and the process is killed
 *   DISK_FULL=N        there is no room after N more bytes: a write is short, then fails
 *   DISK_FULL_FOR=M    ... for M writes; then there is room again
 *   DISK_SYNC_FAILS=N  the Nth fsync fails, and what it was to confirm may be lost
 *
 * The index of the write-ahead log (-shm) is memory that happens to have a name, and is left
 * alone.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define SECTOR 512
#define FILES 16

/* A write or, where there is no data, a change of length to `offset`. */
struct change {
    struct change *next;
    off_t offset;
    size_t length;
    char *data;
};

struct file {
    dev_t device;
    ino_t inode;
    char path[512];
    char *durable;
    size_t size, room;
    struct change *first, **last;
};

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static struct file files[FILES];
static int known;

static const char *prefix;
static uint64_t seed;
static long kill_sync, cut, full, full_for, sync_fails;
/* Whether anything may get lost: else no picture is kept. */
static int draws;
static long operations, syncs, written, refused;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);

static long number(const char *name) {
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    prefix = getenv("DISK_PREFIX");
    seed = (uint64_t)number("DISK_SEED");
    kill_sync = number("DISK_KILL_SYNC");
    cut = number("DISK_CUT");
    full = number("DISK_FULL");
    full_for = number("DISK_FULL_FOR");
    sync_fails = number("DISK_SYNC_FAILS");
    draws = cut || sync_fails;
}

static uint64_t dice(void) {
    seed += 0x9e3779b97f4a7c15u;
    uint64_t mixed = seed;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void out_of_memory(void) {
    static const char why[] = "disk.c: out of memory\n";
    real_write(2, why, sizeof why - 1);
    abort();
}

static void make_room(struct file *file, size_t size) {
    if (size > file->room) {
        size_t room = size * 2;
        file->durable = realloc(file->durable, room);
        if (!file->durable) out_of_memory();
        memset(file->durable + file->room, 0, room - file->room);
        file->room = room;
    }
}

static void apply(struct file *file, const struct change *change, size_t from, size_t to) {
    if (!change->data) {
        size_t size = (size_t)change->offset;
        make_room(file, size);
        if (size < file->size) memset(file->durable + size, 0, file->size - size);
        file->size = size;
        return;
    }
    size_t end = (size_t)change->offset + to;
    make_room(file, end);
    memcpy(file->durable + change->offset + from, change->data + from, to - from);
    if (end > file->size) file->size = end;
}

static void forget(struct file *file) {
    while (file->first) {
        struct change *change = file->first;
        file->first = change->next;
        free(change->data);
        free(change);
    }
    file->last = &file->first;
}

/* The file behind a descriptor, where it is one of ours. Asked before it is changed. */
static struct file *find(int fd) {
    struct stat status;
    if (!prefix || fstat(fd, &status) || !S_ISREG(status.st_mode)) return NULL;
    char link[64], path[512];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return NULL;
    path[length] = 0;
    if (strncmp(path, prefix, strlen(prefix)) || strstr(path, "-shm")) return NULL;
    struct file *free_place = NULL;
    for (int i = 0; i < known; i++) {
        struct file *file = &files[i];
        if (file->device == status.st_dev && file->inode == status.st_ino &&
            !strcmp(file->path, path))
            return file;
        if (!file->inode) free_place = file;
    }
    struct file *file = free_place ? free_place : known < FILES ? &files[known++] : NULL;
    if (!file) return NULL;
    file->device = status.st_dev;
    file->inode = status.st_ino;
    strcpy(file->path, path);
    file->size = 0;
    forget(file);
    if (!draws) return file;
    make_room(file, (size_t)status.st_size + SECTOR);
    int reader = dup(fd);
    while (file->size < (size_t)status.st_size) {
        ssize_t count = pread(reader, file->durable + file->size,
                              (size_t)status.st_size - file->size, (off_t)file->size);
        if (count <= 0) break;
        file->size += (size_t)count;
    }
    close(reader);
    return file;
}

static void remember(struct file *file, off_t offset, const void *data, size_t length) {
    if (!draws) return;
    struct change *change = calloc(1, sizeof *change);
    if (!change) out_of_memory();
    change->offset = offset;
    change->length = length;
    if (data) {
        change->data = malloc(length ? length : 1);
        if (!change->data) out_of_memory();
        memcpy(change->data, data, length);
    }
    *file->last = change;
    file->last = &change->next;
}

/* What is left of the unconfirmed writes: all of one, its first or last sectors, or nothing. */
static void lose(struct file *file) {
    for (struct change *change = file->first; change; change = change->next) {
        size_t sectors = change->length / SECTOR;
        switch (dice() % 4) {
        case 0:
            break;
        case 1:
            if (change->data && sectors > 1) {
                size_t middle = (1 + dice() % (sectors - 1)) * SECTOR;
                if (dice() % 2)
                    apply(file, change, 0, middle);
                else
                    apply(file, change, middle, change->length);
                break;
            }
            /* fall through */
        default:
            apply(file, change, 0, change->length);
        }
    }
    forget(file);
}

static void cut_power(void) {
    for (int i = 0; i < known; i++) {
        struct file *file = &files[i];
        if (!file->inode) continue;
        lose(file);
        FILE *left = fopen(file->path, "r+");
        if (!left) continue;
        int fd = fileno(left);
        for (size_t done = 0; done < file->size;) {
            ssize_t count =
                real_pwrite(fd, file->durable + done, file->size - done, (off_t)done);
            if (count <= 0) break;
            done += (size_t)count;
        }
        real_ftruncate(fd, (off_t)file->size);
    }
    die();
}

static void operate(void) {
    operations++;
    if (cut && operations == cut) cut_power();
}

/* How much of a write there is room for; -1 where there is none. */
static ssize_t room_for(size_t length) {
    if (!full || refused >= full_for) return (ssize_t)length;
    if (written >= full) {
        refused++;
        return -1;
    }
    size_t left = (size_t)(full - written);
    return (ssize_t)(length < left ? length : left);
}

static ssize_t change(int fd, const void *data, size_t length, off_t offset, int at) {
    pthread_mutex_lock(&turn);
    struct file *file = find(fd);
    ssize_t count;
    if (!file) {
        pthread_mutex_unlock(&turn);
        return at ? real_pwrite(fd, data, length, offset) : real_write(fd, data, length);
    }
    operate();
    if (!at) offset = lseek(fd, 0, SEEK_CUR);
    ssize_t room = room_for(length);
    if (room < 0) {
        errno = ENOSPC;
        count = -1;
    } else {
        count = at ? real_pwrite(fd, data, (size_t)room, offset)
                   : real_write(fd, data, (size_t)room);
        if (count > 0) {
            written += count;
            remember(file, offset, data, (size_t)count);
        }
    }
    pthread_mutex_unlock(&turn);
    return count;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return change(fd, data, length, offset, 1);
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
    return change(fd, data, length, offset, 1);
}

ssize_t write(int fd, const void *data, size_t length) {
    if (!real_write) begin();
    return change(fd, data, length, 0, 0);
}

static int truncate_to(int fd, off_t length) {
    pthread_mutex_lock(&turn);
    struct file *file = find(fd);
    if (file) operate();
    int outcome = real_ftruncate(fd, length);
    if (file && !outcome) remember(file, length, NULL, 0);
    pthread_mutex_unlock(&turn);
    return outcome;
}

int ftruncate(int fd, off_t length) { return truncate_to(fd, length); }
int ftruncate64(int fd, off_t length) { return truncate_to(fd, length); }

static int confirm(int fd, int (*sync)(int)) {
    pthread_mutex_lock(&turn);
    struct file *file = find(fd);
    if (!file) {
        pthread_mutex_unlock(&turn);
        return sync(fd);
    }
    operate();
    syncs++;
    int outcome;
    if (sync_fails && syncs == sync_fails) {
        /* What the system did not get to disk, it throws away. */
        lose(file);
        errno = EIO;
        outcome = -1;
    } else {
        outcome = sync(fd);
        if (!outcome) {
            for (struct change *it = file->first; it; it = it->next)
                apply(file, it, 0, it->length);
            forget(file);
        }
        if (kill_sync && syncs == kill_sync) die();
    }
    pthread_mutex_unlock(&turn);
    return outcome;
}

int fsync(int fd) { return confirm(fd, real_fsync); }
int fdatasync(int fd) { return confirm(fd, real_fdatasync); }

int unlink(const char *path) {
    pthread_mutex_lock(&turn);
    for (int i = 0; i < known; i++)
        if (files[i].inode && !strcmp(files[i].path, path)) {
            forget(&files[i]);
            files[i].inode = 0;
        }
    pthread_mutex_unlock(&turn);
    return real_unlink(path);
}
