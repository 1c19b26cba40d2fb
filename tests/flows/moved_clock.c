/* The wall clock of a process, moved by the seconds that stand in the file MOVED_CLOCK, at any moment. Nothing else
   is: neither the monotonic clock, nor sleeping and waiting, nor the times that the kernel gives files. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define LONGEST_UPTIME 1000000000 /* seconds: no machine has been up for thirty years */

static volatile const int64_t *moved;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("MOVED_CLOCK");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *place = mmap(NULL, sizeof *moved, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (place != MAP_FAILED) moved = place;
}

static int64_t offset(void) { return moved ? *moved : 0; }

int clock_gettime(clockid_t clock, struct timespec *found) {
    int status = syscall(SYS_clock_gettime, clock, found);
    if (!status && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI))
        found->tv_sec += offset();
    return status;
}

int gettimeofday(struct timeval *restrict found, void *restrict zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    found->tv_sec = now.tv_sec;
    found->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *found) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (found) *found = now.tv_sec;
    return now.tv_sec;
}

/* Who waits until a moment of the moved clock waits for that moment of the kernel's. */
static struct timespec of_the_kernel(const struct timespec *until) {
    struct timespec found = *until;
    if (found.tv_sec > LONGEST_UPTIME) found.tv_sec -= offset();
    return found;
}

int pthread_cond_timedwait(pthread_cond_t *restrict one, pthread_mutex_t *restrict lock,
                           const struct timespec *restrict until) {
    static int (*usual)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    if (!usual) usual = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    if (!usual) usual = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
    struct timespec moment = of_the_kernel(until);
    return usual(one, lock, &moment);
}

int sem_timedwait(sem_t *restrict one, const struct timespec *restrict until) {
    static int (*usual)(sem_t *, const struct timespec *);
    if (!usual) usual = dlsym(RTLD_NEXT, "sem_timedwait");
    struct timespec moment = of_the_kernel(until);
    return usual(one, &moment);
}
