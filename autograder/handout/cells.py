"""The code that only the notebook has: the call of the self-check, and the plots; for `notebook` alone.

Written in English, put into French by `source.translate`; nothing here is graded.
"""

from __future__ import annotations

CHECK_HELPER = '''
import os
import subprocess
import sys
import time
from pathlib import Path

NOTEBOOK = "rnn.ipynb"  # the name under which this notebook is saved


def check(exercise, *options):
    """Check one exercise of the notebook, as it was last saved; with "--hint", give a hint too."""
    if "RNN_LAB_CHECKED" in os.environ:
        return  # this notebook is being checked
    # nbgrader's Validate takes what is said on stderr for a failure, and all else for a success
    validating = "NBGRADER_VALIDATING" in os.environ
    failing = sys.stderr if validating else sys.stdout
    longest = 25 if validating else None  # seconds: Validate breaks off a cell after 30
    try:
        if not Path("check.pyz").exists():
            print("check.pyz is not beside the notebook: it comes in the zip of the lab.", file=failing)
            return
        saved = time.strftime("%H:%M:%S", time.localtime(Path(NOTEBOOK).stat().st_mtime))
        print("Checking", NOTEBOOK, "as saved at", saved, flush=True)
        command = [sys.executable, "check.pyz", NOTEBOOK, "--exercise", exercise, "--lang", "en"]
        command += options
        asking = f'check("{exercise}", "--hint")'
        environment = {**os.environ, "PYTHONUTF8": "1", "RNN_LAB_HINT": asking}
        how = {"capture_output": True, "encoding": "utf-8", "env": environment, "timeout": longest}
        done = subprocess.run(command, **how)
        print(done.stdout + done.stderr, file=failing if done.returncode else sys.stdout)
    except subprocess.TimeoutExpired:
        print("Not checked: the machine is too busy. Run this cell by itself.", file=failing)
    except OSError as error:
        print("The check cannot run here:", error, file=failing)


try:
    import matplotlib.pyplot as plt
except ImportError:
    plt = None
    print("To see the figures: pip install matplotlib")
'''

WARM_UP_DEMO = """
if __name__ == "__main__":  # the grader takes the functions alone
    try:
        for tensor in warm_up(torch.zeros(2, 3), torch.ones(2, 3)):
            print(tuple(tensor.shape))
    except NotImplementedError:
        print("Next to be written:", "warm_up")
"""

TRAINING_DEMO = """
if __name__ == "__main__":  # the grader takes the functions alone
    torch.manual_seed(0)
    model, losses = RNN(2, 16, 2), []
    if next_exercise():
        print("Next to be written:", next_exercise())
    else:
        losses = train(model, torch.zeros(32, 16), lambda: toy_task(12, 32))
        print("loss at the end:", round(losses[-1], 3), "(without memory: 0.63 at best)")

    if losses and plt:
        plt.figure(figsize=(7, 3))
        plt.plot(losses)
        plt.axhline(0.63, linestyle="--", color="gray", label="at best without memory")
        plt.xlabel("training step")
        plt.ylabel("loss")
        plt.legend()
        plt.show()
"""

LEARNT_DEMO = """
if __name__ == "__main__":  # the grader takes the functions alone
    if losses:
        x, y = toy_task(12, 1)
        h0 = torch.zeros(1, 16)
        chances = []
        for t in range(1, 12):
            h = model(x[:t], h0)[-1]
            chances.append(model.decode(h).softmax(-1)[0, 1].item())  # chance of a 1, after t symbols
        rows = {
            "symbol shown": x[1:, 0, 1].tolist(),
            "to be predicted": y[1:, 0].tolist(),
            "chance of a 1": chances,
        }
        for name, row in rows.items():
            print(name.rjust(18), *(f"{value:5.2f}" for value in row))
        if plt:
            plt.figure(figsize=(7, 2))
            plt.imshow(list(rows.values()), cmap="Blues", vmin=0, vmax=1, aspect="auto")
            plt.yticks(range(len(rows)), list(rows))
            plt.xticks(range(11), range(1, 12))
            plt.xlabel("time step")
            plt.show()
    else:
        print("Next to be written:", next_exercise())
"""

INFERENCE_DEMO = '''
def waves(length=40, batch=32):
    """Draw sine waves of different phases: each value is to be predicted from those before it."""
    phase = 2 * torch.pi * torch.rand(batch)
    x = torch.sin(0.3 * torch.arange(length)[:, None] + phase)[:, :, None]
    return x, x


if __name__ == "__main__":  # the grader takes the functions alone
    torch.manual_seed(0)
    try:
        if next_exercise():
            raise NotImplementedError
        model = RNN(1, 16, 1)
        generate(model, torch.zeros(1, 16), 1)
        train(model, torch.zeros(32, 16), waves)
        wave, _ = waves(60, 1)
        with torch.no_grad():
            h = model(wave[:20], torch.zeros(1, 16))[-1]
            alone = generate(model, h, 40)  # the network listens to 20 steps, then goes on alone
        error = (alone - wave[20:]).abs().mean().item()
        print("mean error of the 40 steps generated:", round(error, 3))
        if plt:
            plt.figure(figsize=(7, 3))
            plt.axvspan(0, 19, alpha=0.15, label="what is heard")
            plt.plot(wave[:, 0, 0], color="gray", label="the sequence")
            plt.plot(range(20, 60), alone[:, 0, 0], "--", label="generated")
            plt.xlabel("time step")
            plt.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3)
            plt.show()
    except NotImplementedError:
        print("Next to be written:", next_exercise() or "generate")
'''
