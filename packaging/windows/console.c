/* istratray.com: istratray.exe for a console. Windows doesn't have a shell wait for a program without a console of its
   own, nor show what it writes. This one has a console; it starts the program that lies beside it with its own arguments
   and streams, waits, and ends with the same exit code. Shells take a .com before an .exe. */
#include <windows.h>

/* Ctrl+C is for the program, which ends in its own time. */
static BOOL WINAPI wait_on(DWORD event) { return event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT; }

static int complain(const char *text)
{
    DWORD written;
    WriteFile(GetStdHandle(STD_ERROR_HANDLE), text, lstrlenA(text), &written, NULL);
    return 127;
}

int wmain(void)
{
    static WCHAR program[32768];
    DWORD length = GetModuleFileNameW(NULL, program, 32768), code = 127;
    STARTUPINFOW start = {.cb = sizeof start, .dwFlags = STARTF_USESTDHANDLES};
    PROCESS_INFORMATION process;

    if (length < 4 || length >= 32768) return complain("istratray: its own path is too long\r\n");
    lstrcpyW(program + length - 4, L".exe");
    start.hStdInput = GetStdHandle(STD_INPUT_HANDLE);
    start.hStdOutput = GetStdHandle(STD_OUTPUT_HANDLE);
    start.hStdError = GetStdHandle(STD_ERROR_HANDLE);
    SetConsoleCtrlHandler(wait_on, TRUE);
    if (!CreateProcessW(program, GetCommandLineW(), NULL, NULL, TRUE, 0, NULL, NULL, &start, &process))
        return complain("istratray: istratray.exe is not beside istratray.com\r\n");
    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return code;
}
